import type { PeerCertificate } from 'node:tls';
import { describe, expect, it } from '@jest/globals';
import { identitiesOf } from './caller.ts';

const names = (subjectaltname: string, CN: string | string[] = []): string[] =>
  identitiesOf({ sslPeerCertificate: { subject: { CN }, subjectaltname } as unknown as PeerCertificate });

describe('identitiesOf', () => {
  it('names each kind', () => {
    expect(names('DNS:a.example, URI:spiffe://relay/ops, IP Address:127.0.0.1', 'ops')).toEqual([
      'CN:ops',
      'DNS:a.example',
      'URI:spiffe://relay/ops',
      'IP Address:127.0.0.1',
    ]);
    expect(names('', ['a', 'b'])).toEqual(['CN:a', 'CN:b']);
    expect(identitiesOf({})).toEqual([]);
  });

  it('takes a quoted name for one name, whatever is in it', () => {
    expect(names('URI:"http://x/, DNS:ops.example", DNS:b')).toEqual(['URI:http://x/, DNS:ops.example', 'DNS:b']);
    expect(names('DNS:"a\\", DNS:ops.example, \\"", DNS:b')).toEqual(['DNS:a", DNS:ops.example, "', 'DNS:b']);
  });

  it('takes nothing from a text that it cannot split for sure', () => {
    expect(names('DNS:a"b')).toEqual([]);
    expect(names('URI:"unfinished, DNS:ops.example"x')).toEqual([]);
  });
});
