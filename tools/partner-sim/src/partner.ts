import type { IncomingMessage, ServerResponse } from 'node:http';
import { Capacity } from './capacity.ts';
import { type Answer, type FailureScript, ok, ScriptPlayer } from './failure-script.ts';
import type { ResolvedPartnerSimOptions } from './partner-sim-options.ts';
import { newStats, type PartnerSimStats } from './partner-sim-stats.ts';
import { ReceivedEvents, type ReceivedEvent } from './received-events.ts';
import { WebhookReader } from './read-webhook.ts';

/** The partner behind the server: reads webhooks, remembers events, answers by script within its capacity. */
export class Partner {
  readonly received: ReceivedEvents;
  readonly #options: ResolvedPartnerSimOptions;
  readonly #reader: WebhookReader;
  readonly #capacity: Capacity;
  readonly #stats = newStats();
  readonly #players = new Map<string, ScriptPlayer>();
  #player: ScriptPlayer | null = null;

  constructor(options: ResolvedPartnerSimOptions) {
    this.#options = options;
    this.#reader = new WebhookReader(options.secrets);
    this.#capacity = new Capacity(options);
    this.received = new ReceivedEvents(options.idsMax);
    if (options.script !== undefined) this.setScript(options.script);
    for (const [path, script] of Object.entries(options.scripts)) this.setScript(script, path);
  }

  /** Replaces the script of one path, or of all paths without their own; null: none. Throws FailureScriptError. */
  setScript(script: FailureScript | null, path?: string): void {
    const player = script === null ? null : new ScriptPlayer(script);
    if (path === undefined) this.#player = player;
    else if (player === null) this.#players.delete(path);
    else this.#players.set(path, player);
  }

  stats(): PartnerSimStats {
    const { active, activeMax, queued, queuedMax } = this.#capacity;
    const { byKey, forgotten } = this.received;
    const answers = { ...this.#stats.answers };
    return { ...this.#stats, answers, ids: byKey.size, forgotten, active, activeMax, queued, queuedMax };
  }

  /** One webhook request, its body read; null: over the size limit. */
  take(request: IncomingMessage, body: Buffer | null, response: ServerResponse): void {
    const stats = this.#stats;
    stats.requests += 1;
    if (body === null) {
      stats.tooLarge += 1;
      return this.#answer(response, 413, 'request too large');
    }
    const reading = this.#reader.read(request.headers, body);
    if (reading.kind === 'bad_signature') {
      stats.invalidSignatures += 1;
      return this.#answer(response, 401, reading.detail);
    }
    if (this.#reader.verifies) stats.verified += 1;
    if (reading.kind === 'unreadable') {
      stats.unreadableBodies += 1;
      return this.#answer(response, 400, reading.detail);
    }
    const nowMs = Date.now();
    const events = reading.events.map(event => this.received.attempt(event, reading.webhookId, nowMs));
    stats.events += events.length;
    const work = (): void => this.#work(request, response, events);
    if (this.#capacity.enter(work)) return;
    stats.refused += 1;
    this.#answer(response, 503, 'at capacity');
  }

  #work(request: IncomingMessage, response: ServerResponse, events: readonly ReceivedEvent[]): void {
    const answer = this.#nextAnswer(request.url ?? '/');
    const finish = (): void => this.#finish(response, events, answer);
    if (this.#options.latencyMs === 0) finish();
    else setTimeout(finish, this.#options.latencyMs);
  }

  #nextAnswer(url: string): Answer {
    const path = url.split('?', 1)[0]!;
    return (this.#players.get(path) ?? this.#player)?.next() ?? ok;
  }

  #finish(response: ServerResponse, events: readonly ReceivedEvent[], answer: Answer): void {
    const { socket } = response;
    if (answer.kind === 'timeout') {
      this.#stats.timeouts += 1;
      // The place stays taken while the client waits, as it would with a partner that hangs.
      if (response.closed || response.destroyed) return this.#capacity.leave();
      const release = setTimeout(() => socket?.destroy(), this.#options.holdMs);
      response.once('close', () => {
        clearTimeout(release);
        this.#capacity.leave();
      });
      return;
    }
    if (answer.kind === 'reset') {
      this.#stats.resets += 1;
      socket?.resetAndDestroy();
    } else {
      if (answer.status < 300) {
        this.#stats.eventsAccepted += events.length;
        for (const event of events) event.accepted += 1;
      }
      this.#answer(response, answer.status, '', answer.retryAfterSeconds);
    }
    this.#capacity.leave();
  }

  #answer(response: ServerResponse, status: number, detail: string, retryAfterSeconds?: number): void {
    const { answers } = this.#stats;
    answers[status] = (answers[status] ?? 0) + 1;
    response.statusCode = status;
    if (retryAfterSeconds !== undefined) response.setHeader('retry-after', String(retryAfterSeconds));
    response.end(detail);
  }
}
