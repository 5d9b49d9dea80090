/**
 * Keeps plain personal data out of free text and free JSON, where no message definition says what a value is. It errs
 * on the side of removing: a partner that needs the plain value has a subscription that says so.
 */

/** Stands where an email address was. */
export const REMOVED = '(removed)';

/** An email address, also as it stands in a URL (`%40`). Bounded, so that no text makes it slow. */
const EMAIL = /[^\s"'<>()[\]{}\\/?&#=;:,@]{1,128}(?:@|%40)[^\s"'<>()[\]{}\\/?&#=;:,@]{1,255}/gi;

export const maskText = (text: string): string =>
  text.includes('@') || text.includes('%40') ? text.replace(EMAIL, REMOVED) : text;

const PERSONAL_NAMES = new Set([
  ...['mail', 'tel', 'telephone', 'mobile', 'mobilenumber', 'phonenumber', 'emailaddress'],
  ...['firstname', 'lastname', 'fullname', 'givenname', 'familyname', 'surname', 'middlename', 'customername'],
  ...['address', 'address1', 'address2', 'addressline1', 'addressline2', 'street', 'streetaddress', 'city', 'zip'],
  ...['zipcode', 'postalcode', 'postcode', 'billingaddress', 'shippingaddress', 'customer', 'customerid'],
  ...['ip', 'ipaddress', 'clientip', 'dateofbirth', 'birthdate', 'birthday', 'dob'],
]);

/** Whether a member of this name holds personal data by what it is called. */
export function isPersonalName(name: string): boolean {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  return PERSONAL_NAMES.has(plain) || plain.endsWith('email') || plain.endsWith('phone');
}

/** JSON text without personal members and with email addresses masked; the same text when there were none. null: not JSON. */
export function maskJson(json: string, alsoPersonal: ReadonlySet<string>): string | null {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return null;
  }
  const masked = new Masking(alsoPersonal);
  const result = masked.value(value, 0);
  return masked.changed ? JSON.stringify(result) : json;
}

/** Deeper than the parser lets through. */
const DEPTH_MAX = 64;

class Masking {
  changed = false;
  private readonly alsoPersonal: ReadonlySet<string>;

  constructor(alsoPersonal: ReadonlySet<string>) {
    this.alsoPersonal = alsoPersonal;
  }

  value(value: unknown, depth: number): unknown {
    if (typeof value === 'string') return this.text(value);
    if (typeof value !== 'object' || value === null) return value;
    if (depth === DEPTH_MAX) {
      this.changed = true;
      return null;
    }
    if (Array.isArray(value)) return value.map(item => this.value(item, depth + 1));
    const kept: [string, unknown][] = [];
    for (const [name, member] of Object.entries(value)) {
      if (isPersonalName(name) || this.alsoPersonal.has(name)) this.changed = true;
      else kept.push([this.text(name), this.value(member, depth + 1)]);
    }
    return Object.fromEntries(kept);
  }

  private text(text: string): string {
    const masked = maskText(text);
    if (masked !== text) this.changed = true;
    return masked;
  }
}
