import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';

/**
 * kafkajs' request queues look for requests to send some 900 times a second for each connection, with timers of a negative
 * delay, for as long as the connection lives: 2 to 6 % of a core in a process that does nothing. With none waiting there is
 * nothing to look for; one that comes to wait later schedules the look itself.
 */
export function stopIdleTimers(): void {
  const schedule = RequestQueue.prototype.scheduleCheckPendingRequests;
  RequestQueue.prototype.scheduleCheckPendingRequests = function (): void {
    if (this.pending.length > 0) schedule.call(this);
  };
}
