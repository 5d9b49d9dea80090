import { flat } from './flat.ts';
import type { Prng } from './prng.ts';

/** What a browser says about itself: the user agent, and `context.navigator` and `context.window` as JSON. */
export interface Browser {
  readonly userAgent: string;
  readonly navigator: string;
  /** without the closing brace, so that scroll positions can follow */
  readonly windowHead: string;
  readonly screenHeight: number;
}

type Screen = readonly [width: number, height: number];

const phones = 'iPhone|Pixel 8|Pixel 7a|SM-S918B|SM-A546E|SM-G991U|2201117TG|CPH2447|M2101K6G|V2130'.split('|');
const phoneScreens: readonly Screen[] = [
  [390, 844],
  [393, 852],
  [412, 915],
  [360, 800],
  [430, 932],
  [384, 854],
];
const deskScreens: readonly Screen[] = [
  [1920, 1080],
  [1440, 900],
  [2560, 1440],
  [1536, 864],
  [1366, 768],
  [1680, 1050],
];

export function inventBrowser(prng: Prng, language: string): Browser {
  const mobile = prng.chance(0.62);
  const userAgent = flat(mobile ? mobileAgent(prng) : prng.chance(0.015) ? botAgent(prng) : desktopAgent(prng));
  const [width, height] = prng.pick(mobile ? phoneScreens : deskScreens);
  const innerHeight = height - 60 - prng.int(120);
  const languages = prng.chance(0.4) ? [language, language.slice(0, 2)] : [language, language.slice(0, 2), 'en'];
  return {
    userAgent,
    navigator: JSON.stringify({ cookieEnabled: !prng.chance(0.02), language, languages, userAgent }),
    windowHead: flat(
      `{"innerHeight":${innerHeight},"innerWidth":${width},"outerHeight":${height},"outerWidth":${width},` +
        `"screen":{"height":${height},"width":${width}},"screenX":0,"screenY":${mobile ? 0 : 25},"pageXOffset":0,"scrollX":0`,
    ),
    screenHeight: height,
  };
}

function mobileAgent(prng: Prng): string {
  if (prng.chance(0.5)) {
    const os = `${15 + prng.int(4)}_${prng.int(7)}`;
    const app = prng.chance(0.3) ? ` Instagram ${300 + prng.int(60)}.0.${prng.int(30)}.${prng.int(120)}` : '';
    return (
      `Mozilla/5.0 (iPhone; CPU iPhone OS ${os} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) ` +
      `Version/${os.replace('_', '.')} Mobile/15E${100 + prng.int(250)} Safari/604.1${app}`
    );
  }
  return (
    `Mozilla/5.0 (Linux; Android ${10 + prng.int(6)}; ${prng.pick(phones)}) AppleWebKit/537.36 (KHTML, like Gecko) ` +
    `Chrome/${118 + prng.int(24)}.0.${5_900 + prng.int(1_200)}.${prng.int(220)} Mobile Safari/537.36`
  );
}

function desktopAgent(prng: Prng): string {
  const system = prng.pick([
    'Windows NT 10.0; Win64; x64',
    'Macintosh; Intel Mac OS X 10_15_7',
    'X11; Linux x86_64',
    'X11; CrOS x86_64 14541.0.0',
  ]);
  if (prng.chance(0.12)) {
    const version = `${115 + prng.int(28)}.0`;
    return `Mozilla/5.0 (${system}; rv:${version}) Gecko/20100101 Firefox/${version}`;
  }
  const chrome = `Chrome/${118 + prng.int(24)}.0.${5_900 + prng.int(1_200)}.${prng.int(220)}`;
  const edge = prng.chance(0.15) ? ` Edg/${118 + prng.int(24)}.0.${2_000 + prng.int(900)}.${prng.int(99)}` : '';
  return `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) ${chrome} Safari/537.36${edge}`;
}

const botAgent = (prng: Prng): string =>
  prng.pick([
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
    'Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)',
  ]);
