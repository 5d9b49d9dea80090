import { isbot } from 'isbot';

/** Whether the user agent calls itself a robot, a crawler, a monitor or a library. Ones that lie are not found. */
export const markBot = (userAgent: string): boolean => isbot(userAgent);
