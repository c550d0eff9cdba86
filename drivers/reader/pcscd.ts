/** Is the reader service there? Asked before nfc-pcsc is loaded, which would spin until it is. */

import { connect } from 'node:net';

/** Where pcscd listens on Debian; pcsc-lite reads the same variable. */
const SOCKET_DEFAULT = '/run/pcscd/pcscd.comm';

/** True when the service takes a connection. With systemd's socket activation the question starts it. */
export function pcscdAnswers(env: NodeJS.ProcessEnv): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(env.PCSCLITE_CSOCK_NAME ?? SOCKET_DEFAULT);
    const tell = (answers: boolean) => {
      socket.destroy();
      resolve(answers);
    };
    socket.once('connect', () => tell(true));
    socket.once('error', () => tell(false));
  });
}
