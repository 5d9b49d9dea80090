import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type Control,
  ControlBindError,
  type ControlClient,
  type ControlEvent,
  type ControlTls,
  connectControl,
} from './index.ts';
import { StageForSpecs, serveForSpecs } from './stage-for-specs.ts';

const folder = mkdtempSync(join(tmpdir(), 'pixel-relay-tls-'));
const openssl = (...args: string[]): void => void execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
const key = (name: string): string[] => [
  '-newkey',
  'ec',
  '-pkeyopt',
  'ec_paramgen_curve:P-256',
  '-nodes',
  '-keyout',
  `${name}.key`,
];

function authority(name: string): void {
  openssl('req', '-x509', ...key(name), '-out', `${name}.pem`, '-days', '2', '-subj', `/CN=${name}`);
}
/** A certificate signed by `ca`; `extensions` as in an openssl configuration. */
function certificate(name: string, ca: string, subject: string, extensions: string): void {
  writeFileSync(join(folder, `${name}.cnf`), extensions);
  openssl('req', ...key(name), '-out', `${name}.csr`, '-subj', subject);
  const signed = ['-CA', `${ca}.pem`, '-CAkey', `${ca}.key`, '-CAcreateserial', '-extfile', `${name}.cnf`];
  openssl('x509', '-req', '-in', `${name}.csr`, '-out', `${name}.pem`, '-days', '2', ...signed);
}
const read = (file: string): Buffer => readFileSync(join(folder, file));

describe('a control plane with mutual TLS', () => {
  const stage = new StageForSpecs();
  const events: ControlEvent[] = [];
  const clients: ControlClient[] = [];
  let control: Control;
  let tls: ControlTls;

  const connect = (who: string, ca = 'ca'): ControlClient => {
    const client = connectControl(`127.0.0.1:${control.port}`, {
      tls: { ca: read(`${ca}.pem`), cert: read(`${who}.pem`), key: read(`${who}.key`), serverName: 'parser.local' },
      deadlineMs: 5_000,
    });
    clients.push(client);
    return client;
  };

  beforeAll(async () => {
    authority('ca');
    authority('stranger-ca');
    certificate('server', 'ca', '/CN=parser', 'subjectAltName=DNS:parser.local,IP:127.0.0.1');
    certificate('by-cn', 'ca', '/CN=ops', 'keyUsage=digitalSignature');
    certificate('by-uri', 'ca', '/CN=job', 'subjectAltName=DNS:elsewhere,URI:spiffe://relay/ops');
    certificate('reader', 'ca', '/CN=dashboard', 'subjectAltName=DNS:dashboard');
    // Wants to be taken for a second name, by way of the text that names are told in.
    const smuggled = 'subjectAltName=@names\n[names]\nURI.1=http://x/, DNS:ops.example\nDNS.1=harmless';
    certificate('smuggler', 'ca', '/CN=smuggler', smuggled);
    certificate('stranger', 'stranger-ca', '/CN=ops', 'keyUsage=digitalSignature');
    tls = {
      ca: read('ca.pem'),
      cert: read('server.pem'),
      key: read('server.key'),
      allow: ['CN:ops', 'URI:spiffe://relay/ops', 'DNS:ops.example'],
    };
    control = await serveForSpecs(stage, { host: '0.0.0.0', tls, onEvent: event => void events.push(event) });
  }, 60_000);
  afterAll(async () => {
    for (const client of clients) client.close();
    await control?.close();
    rmSync(folder, { recursive: true });
  });

  it('lets those on the list change something, and notes who it was', async () => {
    expect((await connect('by-cn').setWorkers(3, 'alice')).pool).toMatchObject({
      workers: 3,
      lastResizedBy: 'CN:ops (alice)',
    });
    expect((await connect('by-uri').setWorkers(4, '')).pool).toMatchObject({ workers: 4, lastResizedBy: 'CN:job' });
    expect(events).toMatchObject([
      { by: 'CN:ops', outcome: 'done' },
      { by: 'CN:job', outcome: 'done' },
    ]);
  });

  it('lets others with a certificate look, and nothing else', async () => {
    const reader = connect('reader');
    expect((await reader.status()).stage).toBe('parser');
    expect((await reader.explainFrontier()).waiting).toBe(false);
    for await (const { stage: watched } of reader.watch(1_000)) {
      expect(watched).toBe('parser');
      break;
    }
    const calls = [
      () => reader.setWorkers(9, 'ops'),
      () => reader.pause(),
      () => reader.resume(),
      () => reader.drain(1_000),
    ];
    for (const call of calls)
      await expect(call()).rejects.toMatchObject({
        code: status.PERMISSION_DENIED,
        message: expect.stringContaining('CN:dashboard may not call'),
      });
    expect(stage.workers).not.toBe(9);
  });

  it('does not take a name inside a name for a name', async () => {
    await expect(connect('smuggler').pause()).rejects.toMatchObject({ code: status.PERMISSION_DENIED });
  });

  it('does not talk to a certificate of somebody else, to none, or without TLS', async () => {
    await expect(connect('stranger').status()).rejects.toMatchObject({ code: status.UNAVAILABLE });
    const plain = connectControl(`127.0.0.1:${control.port}`, { deadlineMs: 5_000 });
    clients.push(plain);
    await expect(plain.status()).rejects.toMatchObject({ code: status.UNAVAILABLE });
  });

  it('is not talked to by a client that does not trust it', async () => {
    await expect(connect('by-cn', 'stranger-ca').status()).rejects.toMatchObject({ code: status.UNAVAILABLE });
  });

  it('refuses an allow-list and files that cannot work, at start', async () => {
    const wrongName = serveForSpecs(stage, { tls: { ...tls, allow: ['ops'] } });
    await expect(wrongName).rejects.toThrow('"ops" is not a caller: write CN:name');
    const wrongFile = serveForSpecs(stage, { tls: { ...tls, key: Buffer.from('nonsense') } });
    await expect(wrongFile).rejects.toThrow(ControlBindError);
  });
});
