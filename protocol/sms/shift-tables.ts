export const LOCKING_SHIFT: ReadonlyMap<number, string> = new Map();
export const SINGLE_SHIFT: ReadonlyMap<number, ReadonlyMap<number, string>> = new Map();
