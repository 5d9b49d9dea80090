/** Who calls, as their certificate says, and whether they may change something. */
import type { ServerUnaryCall } from '@grpc/grpc-js';

type AuthContext = ReturnType<ServerUnaryCall<unknown, unknown>['getAuthContext']>;

const KINDS = ['CN', 'DNS', 'URI', 'email'] as const;

/**
 * Names in a client's verified certificate, each with its kind: `CN:ops`, `DNS:ops.example`, `URI:spiffe://...`. Empty
 * without a verified certificate.
 */
export function identitiesOf({ sslPeerCertificate: certificate }: AuthContext): string[] {
  if (!certificate) return [];
  const { CN: common = [] } = certificate.subject ?? {};
  const commonNames = [common].flat();
  return [...commonNames.map(name => `CN:${name}`), ...alternativeNames(certificate.subjectaltname ?? '')];
}

/**
 * Splits `DNS:a, URI:b`. A name with a comma or a quote in it comes as a JSON string, so that nobody can smuggle a
 * second name into the first.
 */
function alternativeNames(text: string): string[] {
  const names: string[] = [];
  for (const [, kind, quoted, plain] of text.matchAll(/(?:^|, )([A-Za-z ]+):(?:("(?:[^"\\]|\\.)*")|([^,"]*))(?=, |$)/g))
    names.push(`${kind}:${quoted === undefined ? plain! : (JSON.parse(quoted) as string)}`);
  return names;
}

/** What is wrong with an allow-list; null: nothing. */
export function allowListProblem(allow: readonly string[]): string | null {
  const wrong = allow.find(
    entry => !KINDS.some(kind => entry.startsWith(`${kind}:`) && entry.length > kind.length + 1),
  );
  return wrong === undefined
    ? null
    : `${JSON.stringify(wrong)} is not a caller: write CN:name, DNS:name, URI:name or email:name`;
}

/** Printable, on one line and short: it goes into status and log. */
export const callerText = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?').slice(0, 120);
