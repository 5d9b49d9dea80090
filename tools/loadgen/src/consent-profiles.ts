import { Purpose } from '@pixel-relay/contracts';

type PurposeNumber = (typeof Purpose)[keyof typeof Purpose];

/**
 * What customers chose, as storefronts send it, each with what it grants: written out by hand, so that the expected
 * outcome of an event comes from this table and never from the code that it checks.
 */
export interface ConsentProfile {
  readonly name: string;
  /** relative frequency among the profiles of its list */
  readonly weight: number;
  /** value of `customerPrivacy`, as JSON; null: the member is absent */
  readonly customerPrivacy: string | null;
  /** value of `privacySignals`, as JSON; null: the member is absent */
  readonly privacySignals: string | null;
  /** a signal is present that nobody reads yet, or GPC: nothing is allowed, whatever the flags say */
  readonly blocked: boolean;
  /** purposes whose flag is literally true */
  readonly granted: readonly PurposeNumber[];
}

const { ANALYTICS, MARKETING, PREFERENCES, SALE_OF_DATA } = Purpose;
const everything = [ANALYTICS, MARKETING, PREFERENCES, SALE_OF_DATA];

const flags = (analytics: string, marketing: string, preferences: string, sale: string): string =>
  `{"analyticsProcessingAllowed":${analytics},"marketingAllowed":${marketing},` +
  `"preferencesProcessingAllowed":${preferences},"saleOfDataAllowed":${sale}}`;
const allTrue = flags('true', 'true', 'true', 'true');
const noSignals = '{"gpc":false,"gpp":"","gppSid":[],"tcf":""}';
const nullSignals = '{"gpc":null,"gpp":null,"gppSid":null,"tcf":null}';

const gpp = 'DBABLA~BVQqAAAAAgA.QA';
const tcf = 'CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA.YAAAAAAAAAAA';

const profile = (
  name: string,
  weight: number,
  customerPrivacy: string | null,
  privacySignals: string | null,
  granted: readonly PurposeNumber[],
  blocked = false,
): ConsentProfile => ({ name, weight, customerPrivacy, privacySignals, granted, blocked });

/** Customers who allow something. */
export const grantingProfiles: readonly ConsentProfile[] = [
  profile('all_allowed', 50, allTrue, noSignals, everything),
  profile('all_allowed_without_signals', 12, allTrue, null, everything),
  profile('all_allowed_null_signals', 5, allTrue, nullSignals, everything),
  profile('analytics_only', 12, flags('true', 'false', 'false', 'false'), noSignals, [ANALYTICS]),
  profile('no_sale', 9, flags('true', 'true', 'true', 'false'), noSignals, [ANALYTICS, MARKETING, PREFERENCES]),
  profile('no_analytics', 5, flags('false', 'true', 'true', 'true'), noSignals, [MARKETING, PREFERENCES, SALE_OF_DATA]),
  profile('marketing_missing', 3, '{"analyticsProcessingAllowed":true,"saleOfDataAllowed":true}', noSignals, [
    ANALYTICS,
    SALE_OF_DATA,
  ]),
  profile('marketing_null', 2, flags('true', 'null', 'true', 'true'), null, [ANALYTICS, PREFERENCES, SALE_OF_DATA]),
  profile('marketing_text', 2, flags('true', '"true"', 'true', 'true'), noSignals, [
    ANALYTICS,
    PREFERENCES,
    SALE_OF_DATA,
  ]),
];

/** Customers who allow nothing, in every way that this can be said, or fail to be said. */
export const denyingProfiles: readonly ConsentProfile[] = [
  profile('all_refused', 40, flags('false', 'false', 'false', 'false'), noSignals, []),
  profile('flags_missing', 8, '{}', noSignals, []),
  profile('flags_null', 6, flags('null', 'null', 'null', 'null'), nullSignals, []),
  profile('flags_text', 5, flags('"true"', '"true"', '"true"', '"true"'), noSignals, []),
  profile('flags_numbers', 3, flags('1', '1', '1', '1'), noSignals, []),
  profile('privacy_missing', 6, null, null, []),
  profile('privacy_null', 4, 'null', noSignals, []),
  profile('gpc', 14, allTrue, '{"gpc":true,"gpp":"","gppSid":[],"tcf":""}', everything, true),
  profile('gpp', 8, allTrue, `{"gpc":false,"gpp":"${gpp}","gppSid":[7],"tcf":""}`, everything, true),
  profile('tcf', 6, allTrue, `{"gpc":false,"gpp":"","gppSid":[],"tcf":"${tcf}"}`, everything, true),
];
