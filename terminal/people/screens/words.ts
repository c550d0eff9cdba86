/** People and roles in words. */
import { EMPTY, line } from '../../ui/lines.js';
import type { Line, ScreenContext, Translate } from '../../ui/types.js';
import type { Role } from '../rights.js';

export function roleName(role: Role | undefined, t: Translate): string {
  if (!role) return t('people.role.gone');
  return role.name === '' ? t(`people.role.${role.id}`) : role.name;
}

/** How long nobody may try; nothing when at once. */
export function waitLine(waitMs: number, { t }: ScreenContext): Line[] {
  if (waitMs <= 0) return [];
  return [EMPTY, line(` ${t('people.login.wait', { seconds: Math.ceil(waitMs / 1000) })}`, 'warning')];
}
