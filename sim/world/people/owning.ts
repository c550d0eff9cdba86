/** An owner who is away and asks by text, sometimes with a wrong PIN; and whoever stands at the counter for them. */
import { enrol, setSummary, unlockNumber } from '../../../terminal/owner/commands.js';
import { ownerByKey, owners } from '../../../terminal/owner/queries.js';
import { STAFF } from '../../../terminal/staff.js';
import type { Deed } from './deed.js';

export const OWNER_PHONE = '13600136000';
export const OWNER_KEY = `+86${OWNER_PHONE}`;
/** The number as a DELIVER has it: eleven digits, unknown type, semi-octets (3GPP TS 23.040 9.1.2.3 and 9.1.2.5). */
export const OWNER_IN_PDU = '0B813106106300F0';
/** Long enough that no id or number has it by chance. */
export const OWNER_PIN = '73915264';
const SALT = '00112233445566778899aabbccddeeff';

interface OwnerText {
  readonly text: string;
  readonly kept: string;
  readonly right: boolean;
}

/** What they text, and what may be kept of it. The PIN must be nowhere. */
export const OWNER_TEXTS: readonly [OwnerText, ...OwnerText[]] = [
  { text: `${OWNER_PIN} 报表`, kept: '**** 报表', right: true },
  { text: `${OWNER_PIN}状态`, kept: '****状态', right: true },
  { text: `${OWNER_PIN} 库存 苹果`, kept: '**** 库存 苹果', right: true },
  { text: `${OWNER_PIN} 锁机`, kept: '**** 锁机', right: true },
  { text: `${OWNER_PIN} 解锁`, kept: '**** 解锁', right: true },
  { text: '73915246 BB', kept: '**** BB', right: false },
  { text: '0000 ZT', kept: '**** ZT', right: false },
  { text: '7391 SJ', kept: '**** SJ', right: false },
];

/** The first owner signs up; later the number is let in again after wrong PINs, and figures are asked for at half past ten. */
export const standingIn: Deed = async ({ kernel, clock, timezone }, chance) => {
  const minute = chance.between(10 * 60 + 1, 10 * 60 + 29);
  const known = ownerByKey(kernel.state, OWNER_KEY);
  const wanted = { name: '老板', phone: OWNER_PHONE, pin: OWNER_PIN, salt: SALT, by: '' };
  if (owners(kernel.state).length === 0) {
    await kernel.transact(STAFF, (state) => enrol(state, wanted));
    await kernel.transact(STAFF, () => setSummary(minute, clock.now(), timezone));
  } else if (known && known.wrong >= 3)
    await kernel.transact(STAFF, (state) => unlockNumber(state, OWNER_KEY, OWNER_PIN));
  return undefined;
};
