import { connectOnce } from './connect-once.ts';
import { stopIdleTimers } from './idle-timer.ts';
import { keepMetadata } from './keep-metadata.ts';
import { receiveIntoPlace } from './receive.ts';
import { sendInPlace } from './send-in-place.ts';

let patched = false;

/** What is changed in kafkajs itself, once a process; for the one version whose inner parts were read. */
export function patchKafkajs(): void {
  if (patched) return;
  patched = true;
  stopIdleTimers();
  receiveIntoPlace();
  connectOnce();
  sendInPlace();
  keepMetadata();
}
