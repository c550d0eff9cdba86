/** `zhanggui number`: shows what the terminal makes of a telephone number. */

import { normalizeNumber } from '../../../protocol/number/index.js';
import { type Command, EXIT, parseArguments } from '../command.js';

const HELP = `zhanggui number TEXT [--region CN] [--area 0755]
  {"key":…,"kind":"mobile|landline|service|unknown|withheld","region":…,"national":…}
  key       the same for every spelling of a number; null when there is none
  --region  country in which TEXT was written, CN without
  --area    area code of the shop, for local numbers without one`;

export const command: Command = {
  name: 'number',
  summary: 'normalise a telephone number',
  help: HELP,
  run: async ({ args, out }) => {
    const { values, positionals } = parseArguments(
      dashesLast(args),
      { region: { type: 'string' }, area: { type: 'string' } },
      { min: 1 },
    );
    out(JSON.stringify(normalizeNumber(positionals[0] ?? '', values.region, values.area)));
    return EXIT.ok;
  },
};

/** `-1` is a number that some modems show, not an option. */
function dashesLast(args: readonly string[]): string[] {
  const isNumber = (arg: string) => /^-\d/.test(arg);
  return [...args.filter((arg) => !isNumber(arg)), '--', ...args.filter(isNumber)];
}
