/** Health as the public client definition sees it: the probes of the kubelet are such clients. */
import { connect } from 'node:http2';
import { Client, type ClientReadableStream, Metadata, type MethodDefinition, credentials, status } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { service } from 'grpc-health-check';
import type { Control } from './index.ts';
import { StageForSpecs, serveForSpecs } from './stage-for-specs.ts';

interface Answer {
  readonly status: string;
}
const { Check, Watch } = service as unknown as Record<'Check' | 'Watch', MethodDefinition<object, Answer>>;

describe('health', () => {
  let stage: StageForSpecs;
  let control: Control;
  let client: Client;
  beforeEach(async () => {
    stage = new StageForSpecs();
    control = await serveForSpecs(stage);
    client = new Client(`127.0.0.1:${control.healthPort}`, credentials.createInsecure());
  });
  afterEach(async () => {
    client.close();
    await control.close();
  });

  const check = (name: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const { path, requestSerialize, responseDeserialize } = Check;
      client.makeUnaryRequest(
        path,
        requestSerialize,
        responseDeserialize,
        { service: name },
        new Metadata(),
        (error, answer) => (error ? reject(error) : resolve(answer!.status)),
      );
    });
  const watch = (name: string): ClientReadableStream<Answer> =>
    client.makeServerStreamRequest(Watch.path, Watch.requestSerialize, Watch.responseDeserialize, { service: name });

  it('tells live and ready apart, and both together', async () => {
    const all = async (): Promise<string[]> => Promise.all(['', 'liveness', 'readiness'].map(check));
    expect(await all()).toEqual(['SERVING', 'SERVING', 'SERVING']);
    stage.ready = false;
    expect(await all()).toEqual(['NOT_SERVING', 'SERVING', 'NOT_SERVING']);
    stage.ready = true;
    stage.live = false;
    expect(await all()).toEqual(['NOT_SERVING', 'NOT_SERVING', 'SERVING']);
  });

  it.each(['parser', 'toString', '__proto__'])('does not know %s', async name => {
    await expect(check(name)).rejects.toMatchObject({ code: status.NOT_FOUND });
  });

  it('tells a watcher of each change once, and of the end', async () => {
    const seen: string[] = [];
    const changes: (() => void)[] = [
      () => void (stage.ready = false),
      () => void (stage.ready = true),
      () => void control.close(),
    ];
    for await (const answer of watch('readiness')) {
      seen.push((answer as Answer).status);
      // Looked at several times meanwhile: nothing new, nothing told.
      const change = changes.shift();
      if (change) setTimeout(change, 1_200);
    }
    expect(seen).toEqual(['SERVING', 'NOT_SERVING', 'SERVING', 'NOT_SERVING']);
  });

  it('keeps the watch of a service it does not know open', async () => {
    const stream = watch('parser');
    const seen: string[] = [];
    const ended = stream.forEach((answer: Answer) => {
      seen.push(answer.status);
      stream.cancel();
    });
    await expect(ended).rejects.toMatchObject({ code: status.CANCELLED });
    expect(seen).toEqual(['SERVICE_UNKNOWN']);
  });

  it('has nothing of the control plane on its port', async () => {
    const session = connect(`http://127.0.0.1:${control.healthPort}`);
    const request = session.request({
      ':method': 'POST',
      ':path': '/pixelrelay.control.v1.StageControl/Drain',
      'content-type': 'application/grpc',
    });
    request.end(Buffer.alloc(5));
    const headers = await new Promise<Record<string, unknown>>(resolve => request.once('response', resolve));
    expect(headers['grpc-status']).toBe(String(status.UNIMPLEMENTED));
    session.close();
  });
});
