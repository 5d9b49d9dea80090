/** How one option is called in each place where it can be set. `fetchMaxWaitMs` is the name all others derive from. */
const words = (name: string): string[] => name.split(/(?=[A-Z])/).map(word => word.toLowerCase());

export const ENV_PREFIX = 'PIXEL_RELAY_';

/** `--fetch-max-wait-ms` */
export const flagName = (name: string): string => `--${words(name).join('-')}`;

/** `PIXEL_RELAY_FETCH_MAX_WAIT_MS` */
export const envName = (name: string): string => ENV_PREFIX + words(name).join('_').toUpperCase();

/** The option that names a file holding the secret: `webhookSecret` -> `webhookSecretFile`. */
export const fileName = (name: string): string => `${name}File`;

/** Flags and file keys that no option may take: they ask for something, or say where options come from. */
export const RESERVED = ['config', 'help', 'validate', 'describe'] as const;
