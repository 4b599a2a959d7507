/** Ports that should not face the internet, by the service behind them. */
import type { Transport } from '../source/core/exposure.ts';

/** A port that should not face the internet. */
export interface NamedPort {
  name: string;
  transport: Transport;
  port: number;
}

const tcp = (name: string, ...ports: number[]): NamedPort[] => ports.map((port) => ({ name, transport: 'tcp', port }));
const udp = (name: string, ...ports: number[]): NamedPort[] => ports.map((port) => ({ name, transport: 'udp', port }));

/** Secure Shell. */
export const ssh = tcp('SSH', 22);
/** Remote Desktop. */
export const rdp = [...tcp('RDP', 3389), ...udp('RDP', 3389)];

/** Ports of the databases that the catalogue names. */
export const databases = [
  ...tcp('MySQL', 3306),
  ...tcp('PostgreSQL', 5432),
  ...tcp('SQL Server', 1433),
  ...udp('SQL Server', 1434),
  ...tcp('Oracle', 1521, 2483, 2484),
  ...tcp('MongoDB', 27017, 27018, 27019),
  ...tcp('Redis', 6379),
  ...tcp('Memcached', 11211),
  ...udp('Memcached', 11211),
  ...tcp('Cassandra', 7000, 7001, 7199, 9042, 9160),
  ...tcp('Elasticsearch', 9200, 9300),
];

/** Ports of services for administration and for the inside of a network. */
export const administration = [
  ...tcp('FTP', 20, 21),
  ...tcp('Telnet', 23),
  ...tcp('RPC', 111, 135),
  ...udp('RPC', 111, 135),
  ...udp('NetBIOS', 137, 138),
  ...tcp('NetBIOS', 137, 138, 139),
  ...tcp('SMB', 445),
  ...tcp('LDAP', 389, 636),
  ...udp('LDAP', 389),
  ...udp('SNMP', 161, 162),
  ...tcp('Docker', 2375, 2376),
  ...tcp('VNC', 5500, 5800, 5900, 5901, 5902, 5903),
  ...tcp('Kafka', 9092, 9094),
];
