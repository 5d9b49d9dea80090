/**
 * The query parameters that tell which campaign brought the customer. A closed list: whatever else a URL carries may be
 * personal, and stays where it is.
 */

/** parameter -> number of the field of pixelrelay.event.v1.Campaign */
const UTM = { utm_source: 1, utm_medium: 2, utm_campaign: 3, utm_term: 4, utm_content: 5, utm_id: 6 };

/** Click ids, by the name that their network gives them (names are case-sensitive). */
const CLICK_IDS = [
  'fbclid', // Meta
  'gclid', // Google Ads
  'gbraid', // Google Ads, app to web
  'wbraid', // Google Ads, web to app
  'dclid', // Google Display
  'msclkid', // Microsoft
  'ttclid', // TikTok
  'twclid', // X
  'li_fat_id', // LinkedIn
  'epik', // Pinterest
  'ScCid', // Snap
  'rdt_cid', // Reddit
  'yclid', // Yandex
  'irclickid', // impact.com
];

export interface CampaignParameter {
  readonly name: string;
  readonly nameBytes: Buffer;
  /** its place in CAMPAIGN_PARAMETERS */
  readonly index: number;
  /** of Campaign; 0 for a click id */
  readonly field: number;
}

export const CAMPAIGN_PARAMETERS: readonly CampaignParameter[] = [
  ...Object.entries(UTM),
  ...CLICK_IDS.map((name): [string, number] => [name, 0]),
].map(([name, field], index) => ({ name, nameBytes: Buffer.from(name), index, field }));

/** Parameters by the length of their names: few share one, so a name is found by comparing a handful of bytes. */
const byLength: CampaignParameter[][] = [];
for (const parameter of CAMPAIGN_PARAMETERS) (byLength[parameter.nameBytes.length] ??= []).push(parameter);
const NAME_LENGTH_MAX = byLength.length - 1;

/** The parameter named by bytes[start, end), not escaped; undefined for any other. */
export function parameterAt(bytes: Buffer, start: number, end: number): CampaignParameter | undefined {
  const length = end - start;
  if (length > NAME_LENGTH_MAX) return undefined;
  const candidates = byLength[length];
  if (candidates === undefined) return undefined;
  for (const parameter of candidates) {
    const { nameBytes } = parameter;
    let i = 0;
    while (i < length && nameBytes[i] === bytes[start + i]) i++;
    if (i === length) return parameter;
  }
  return undefined;
}
