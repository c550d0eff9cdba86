/**
 * The floor's other side, a program of its own: aedes and, in the same process, an mqtt.js client that is sent everything
 * and does nothing with it. The PUBACK that the floor waits for does not wait for that client.
 */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { Aedes } from 'aedes';
import { connectAsync } from 'mqtt';

const aedes = await Aedes.createBroker();
const server = createServer({ noDelay: true }, (socket) => void aedes.handle(socket));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
const client = await connectAsync(`mqtt://127.0.0.1:${port}`, { clientId: 'office', timerVariant: 'native' });
await client.subscribeAsync('bench/+/up', { qos: 1 });
console.log(JSON.stringify({ broker_port: port }));
