import { HOST } from './layout';

/**
 * Server settings, given on the command line so that a change of ours reaches existing clusters at their next start.
 *
 * Guarantees: a commit is on the disk before it is acknowledged; the server's log holds no row's values (terse messages, no
 * statements), because rows are health data.
 */
export function serverArguments(port: number): string[] {
  const settings = { ...CONNECTIONS, port: String(port), ...DURABILITY, ...SPEED, ...LOGGING };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

const CONNECTIONS = {
  listen_addresses: HOST,
  unix_socket_directories: '',
  max_connections: '100',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
};

const DURABILITY = {
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
};

// For two cores and a disk without seek time, shared with Node: no parallel plans, no JIT, steady checkpoints.
const SPEED = {
  shared_buffers: '256MB',
  effective_cache_size: '2GB',
  work_mem: '8MB',
  maintenance_work_mem: '128MB',
  wal_compression: 'on',
  max_wal_size: '2GB',
  min_wal_size: '128MB',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '1',
  autovacuum_max_workers: '2',
  autovacuum_naptime: '20s',
};

const LOGGING = {
  lc_messages: 'C',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_checkpoints: 'off',
};
