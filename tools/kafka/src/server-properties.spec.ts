import { describe, expect, it } from '@jest/globals';
import { dockerRunArguments } from './docker-cluster.ts';
import { formatProperties, serverProperties } from './server-properties.ts';

const address = (nodeId: number) => ({ nodeId, brokerPort: 9000 + nodeId, controllerPort: 9100 + nodeId });
const three = [1, 2, 3].map(address);

describe('serverProperties', () => {
  it('replicates nothing on one node, and survives the loss of one of three', () => {
    expect(serverProperties(three[0]!, [three[0]!], '/data')).toMatchObject({
      'default.replication.factor': '1',
      'min.insync.replicas': '1',
      'offsets.topic.replication.factor': '1',
    });
    expect(serverProperties(three[0]!, three, '/data')).toMatchObject({
      'default.replication.factor': '3',
      'min.insync.replicas': '2',
      'transaction.state.log.min.isr': '2',
      'controller.quorum.voters': '1@127.0.0.1:9101,2@127.0.0.1:9102,3@127.0.0.1:9103',
    });
  });

  it('listens on loopback only, and lets the caller override', () => {
    const properties = serverProperties(three[1]!, three, '/data', { 'num.io.threads': '9' });
    expect(properties['listeners']).toBe('BROKER://127.0.0.1:9002,CONTROLLER://127.0.0.1:9102');
    expect(formatProperties(properties)).toContain('\nnum.io.threads=9\n');
  });
});

describe('a listener behind a proxy', () => {
  const proxied = { ...three[1]!, proxied: { port: 9202, proxyPort: 9302 } };

  it('sends its clients to the proxy; nodes, and clients of the other listener, go past it', () => {
    expect(serverProperties(proxied, three, '/data')).toMatchObject({
      listeners: 'BROKER://127.0.0.1:9002,PROXIED://127.0.0.1:9202,CONTROLLER://127.0.0.1:9102',
      'advertised.listeners': 'BROKER://127.0.0.1:9002,PROXIED://127.0.0.1:9302',
      'inter.broker.listener.name': 'BROKER',
    });
  });

  it('is published by Docker too', () => {
    const args = dockerRunArguments('net-2', 'net', proxied, three, {});
    expect(args).toContain('127.0.0.1:9202:9202');
    expect(args).toContain(
      'KAFKA_ADVERTISED_LISTENERS=BROKER://127.0.0.1:9002,PROXIED://127.0.0.1:9302,INTERNAL://net-2:19092',
    );
  });
});

describe('dockerRunArguments', () => {
  it('publishes each node on loopback and names it to the others', () => {
    const args = dockerRunArguments('net-2', 'net', three[1]!, three, { configOverrides: { 'a.b': 'c' } });
    expect(args.slice(0, 8)).toEqual([
      'run',
      '--detach',
      '--name',
      'net-2',
      '--network',
      'net',
      '--publish',
      '127.0.0.1:9002:9002',
    ]);
    expect(args).toContain('KAFKA_ADVERTISED_LISTENERS=BROKER://127.0.0.1:9002,INTERNAL://net-2:19092');
    expect(args).toContain('KAFKA_CONTROLLER_QUORUM_VOTERS=1@net-1:19093,2@net-2:19093,3@net-3:19093');
    expect(args).toContain('KAFKA_A_B=c');
  });
});
