/** The bytes of one file of the disk in memory: as the program sees them, and as a power cut would leave them. */

export interface Inode {
  size(): number;
  /** A copy. */
  read(from?: number, to?: number): Uint8Array;
  append(bytes: Uint8Array): void;
  truncate(size: number): void;
  sync(): void;
  /** Says that it is synced, and is not. */
  pretend(): void;
  /** From `from` on, what whoever was told of a sync believes to be safe. */
  believed(from?: number): Uint8Array;
  /** What was synced, and the first `tornBytes` of what was only appended to it; from byte `from` on. */
  afterPowerCut(tornBytes: number, from?: number): Uint8Array;
}

/** A file that holds `start`, synced. */
export function createInode(start: Uint8Array = new Uint8Array(0)): Inode {
  let room = copy(start);
  let length = start.length;
  let synced = start.length;
  /** What was synced, when the file was cut shorter than that since. */
  let cut: Uint8Array | undefined;
  /** Length that was told to be synced and is not. */
  let told: number | undefined;

  return {
    size: () => length,
    read: (from = 0, to = length) => copy(room, from, Math.min(to, length)),
    append(bytes) {
      if (length + bytes.length > room.length) {
        const larger = new Uint8Array(Math.max(256, 2 * (length + bytes.length)));
        larger.set(room.subarray(0, length));
        room = larger;
      }
      room.set(bytes, length);
      length += bytes.length;
    },
    truncate(size) {
      if (size < synced) cut ??= copy(room, 0, synced);
      length = Math.min(length, size);
      if (told !== undefined) told = Math.min(told, length);
    },
    sync() {
      synced = length;
      cut = undefined;
      told = undefined;
    },
    pretend() {
      told = length;
    },
    believed: (from = 0) => (told === undefined ? afterPowerCut(0, from) : copy(room, from, told)),
    afterPowerCut,
  };

  function afterPowerCut(tornBytes: number, from = 0): Uint8Array {
    return cut ? copy(cut, from) : copy(room, from, Math.min(length, synced + tornBytes));
  }
}

/** Always bytes of its own: a Buffer's `slice` would share them. */
function copy(bytes: Uint8Array, from = 0, to = bytes.length): Uint8Array {
  return new Uint8Array(bytes.subarray(from, to));
}
