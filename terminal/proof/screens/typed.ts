/** A PIN or a code is typed: only how many digits it has is shown. It stays until it is right, good no more, or given up. */

import { line } from '../../ui/lines.js';
import type { Screen, ScreenContext } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import type { Answer } from '../commands.js';

export interface Typed {
  /** `proof.pin` or `proof.code`. */
  readonly name: 'proof.pin' | 'proof.code';
  /** Translated: what it is for. */
  readonly why: string;
  readonly try: (digits: string) => Promise<Answer>;
  /** It was right; the screen is gone already. */
  readonly next: (context: ScreenContext) => Promise<void> | void;
}

export function createTypedScreen({ name, why, try: attempt, next }: Typed): Screen {
  return createFormScreen({
    name,
    help: `${name}.help`,
    fields: { digits: { kind: 'phone', label: name, required: true, secret: true } },
    below: () => [line(why, 'strong')],
    does: 'ui.hint.done',
    async submit({ digits }, context) {
      const { nav, t } = context;
      const answer = await attempt(digits);
      if (!answer.right) return { field: 'digits', text: t('proof.wrong', { left: answer.left }) };
      nav.pop();
      await next(context);
      return undefined;
    },
  });
}
