import Connection from 'kafkajs/src/network/connection.js';

const connecting = new WeakMap<Connection, Promise<boolean>>();

/**
 * kafkajs opens one socket for each request that finds its connection closed, and then writes to the last of them: the
 * others stay open, unused, for ever. Here they wait for the first one's.
 */
export function connectOnce(): void {
  const connect = Connection.prototype.connect;
  Connection.prototype.connect = function (): Promise<boolean> {
    let pending = connecting.get(this);
    if (pending === undefined) {
      pending = connect.call(this).finally(() => connecting.delete(this));
      connecting.set(this, pending);
    }
    return pending;
  };
}
