import { EventField, FieldScan, InvalidWireError } from '@pixel-relay/contracts';

// Field numbers of pixelrelay.event.v1: Client, Context, Document, Location and Navigator.
const CLIENT_USER_AGENT = 2;
const DOCUMENT = 1;
const NAVIGATOR = 2;
const LOCATION = 4;
const HREF = 4;
const SEARCH = 9;
const NAVIGATOR_USER_AGENT = 3;

const QUESTION_MARK = 0x3f;
const HASH = 0x23;

/**
 * Where in an event's bytes the two things lie that the augmenter reads: the page's query (without its question mark)
 * and the browser's user agent. An empty range is an absent one. One object is used for many events.
 */
export class EventPlaces {
  queryStart = 0;
  queryEnd = 0;
  /** the context is damaged where the query should be */
  queryUnreadable = false;
  userAgentStart = 0;
  userAgentEnd = 0;
  private readonly context = new FieldScan();
  private readonly nested = new FieldScan();

  /** @param event scanned; never throws for what is nested in it: a damaged part is unreadable or absent */
  find(event: FieldScan): void {
    this.queryStart = this.queryEnd = this.userAgentStart = this.userAgentEnd = 0;
    this.queryUnreadable = false;
    try {
      this.findInContext(event);
    } catch (error) {
      if (!(error instanceof InvalidWireError)) throw error;
      this.queryUnreadable = true;
      this.queryStart = this.queryEnd = 0;
    }
    if (this.userAgentStart === this.userAgentEnd) this.findInClient(event);
  }

  private findInContext(event: FieldScan): void {
    const { context, nested } = this;
    if (!enter(event, EventField.CONTEXT, context)) return;
    if (enter(context, NAVIGATOR, nested)) this.takeUserAgent(nested, NAVIGATOR_USER_AGENT);
    if (enter(context, DOCUMENT, nested) && enter(nested, LOCATION, nested)) this.takeQuery(nested);
  }

  private findInClient(event: FieldScan): void {
    try {
      if (enter(event, EventField.CLIENT, this.nested)) this.takeUserAgent(this.nested, CLIENT_USER_AGENT);
    } catch (error) {
      if (!(error instanceof InvalidWireError)) throw error;
    }
  }

  private takeUserAgent(scan: FieldScan, number: number): void {
    if (scan.lengthOf(number) === 0) return;
    this.userAgentStart = scan.startOf(number);
    this.userAgentEnd = scan.endOf(number);
  }

  /** `search` where the storefront sent it, else whatever follows the question mark of `href`. */
  private takeQuery(location: FieldScan): void {
    const { bytes } = location;
    if (location.lengthOf(SEARCH) > 0) {
      const start = location.startOf(SEARCH);
      this.queryStart = bytes[start] === QUESTION_MARK ? start + 1 : start;
      this.queryEnd = location.endOf(SEARCH);
      return;
    }
    if (!location.hasContent(HREF)) return;
    const end = location.endOf(HREF);
    for (let at = location.startOf(HREF); at < end; at++) {
      if (bytes[at] === HASH) return;
      if (bytes[at] !== QUESTION_MARK) continue;
      this.queryStart = this.queryEnd = at + 1;
      while (this.queryEnd < end && bytes[this.queryEnd] !== HASH) this.queryEnd++;
      return;
    }
  }
}

/** Scans the message in field `number` into `into`; false when it is absent. @throws InvalidWireError */
function enter(scan: FieldScan, number: number, into: FieldScan): boolean {
  if (!scan.hasContent(number)) return false;
  into.read(scan.bytes, scan.startOf(number), scan.endOf(number));
  return true;
}
