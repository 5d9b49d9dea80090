/** Every error and every reason of a dead letter: when, who acts, how. */
import { Reason } from '@pixel-relay/contracts';
import { type Action, errorActions, reasonActions } from './error-actions.ts';
import { type ErrorClass, errorClasses } from './error-classes.ts';
import { markdownTable, pageHead } from './markdown.ts';
import type { Page } from './options-pages.ts';
import { protoRoot } from './proto-root.ts';

/** @throws when an error or reason has no action, or an action no error */
export function errorsPage(): Page {
  const classes = errorClasses();
  const reasons = Object.keys(Reason).map(name => name.toLowerCase());
  mustMatch(
    'error class',
    classes.map(({ name }) => name),
    errorActions,
  );
  mustMatch('reason', reasons, reasonActions);
  return {
    path: 'docs/reference/errors.md',
    text:
      [
        pageHead('Errors', "the error classes' comments, the dead letters' reasons and `src/docs/error-actions.ts`"),
        '## Dead letters',
        'Why an event ended in `events.dead-letter` (`relayctl dead-letters ls`). **Who** may be the service itself, its operator, its developer, the shop that subscribed, the storefront that wrote the event, or the partner.',
        markdownTable(['reason', 'when', 'who', 'does'], reasons.map(reasonRow)),
        '## Errors',
        'An app that ends prints one of these on one line and exits with 1.',
        markdownTable(['error', 'code', 'from', 'when', 'who', 'does'], classes.map(classRow)),
      ].join('\n\n') + '\n',
  };
}

function reasonRow(reason: string): string[] {
  const comment = protoRoot().lookupEnum('pixelrelay.deadletter.v1.Reason').comments[reason.toUpperCase()] ?? '';
  const { who, does } = reasonActions[reason]!;
  return [`\`${reason}\``, comment, who, does];
}

function classRow({ name, code, project, when }: ErrorClass): string[] {
  const { who, does } = errorActions[name]!;
  return [name, code && `\`${code}\``, project, when, who, does];
}

export function mustMatch(kind: string, known: readonly string[], actions: Readonly<Record<string, Action>>): void {
  const without = known.filter(name => !(name in actions));
  const stale = Object.keys(actions).filter(name => !known.includes(name));
  if (without.length > 0)
    throw new Error(`say in src/docs/error-actions.ts who acts on each new ${kind}: ${without.join(', ')}`);
  if (stale.length > 0) throw new Error(`src/docs/error-actions.ts has an action for no ${kind}: ${stale.join(', ')}`);
}
