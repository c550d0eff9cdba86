/** Faults that can be asked for by name. Those of the next text go off once; the others stay until switched off. */

/** Lasting: how calls and unsolicited codes are told. */
export const SWITCHES = ['no-clip', 'late-clip', 'duplicate-urc'] as const;
export type Switch = (typeof SWITCHES)[number];

/**
 * Of the next text sent. `fail`: the network refuses with this +CMS ERROR; with `laterPart` a part of a long text that is not its first.
 * `lose-ok`: it leaves, but the result never comes. `silence-after-prompt`: it does not leave, and nothing comes.
 */
export type SendFault =
  | { readonly kind: 'fail'; readonly code: number; readonly laterPart?: boolean }
  | { readonly kind: 'lose-ok' }
  | { readonly kind: 'silence-after-prompt' };

export interface FaultBoard {
  /** Queued: the first one asked for strikes first. */
  onNextText(fault: SendFault): void;
  /** @param isLaterPart whether a long text's part that is not the first is being sent */
  takeSendFault(isLaterPart: () => boolean): SendFault | undefined;
  set(name: Switch, on: boolean): void;
  has(name: Switch): boolean;
}

export function createFaultBoard(): FaultBoard {
  const queue: SendFault[] = [];
  const switches = new Set<Switch>();
  return {
    onNextText: (fault) => void queue.push(fault),
    takeSendFault(isLaterPart) {
      const at = queue.findIndex((fault) => fault.kind !== 'fail' || !fault.laterPart || isLaterPart());
      return at < 0 ? undefined : queue.splice(at, 1)[0];
    },
    set: (name, on) => void (on ? switches.add(name) : switches.delete(name)),
    has: (name) => switches.has(name),
  };
}
