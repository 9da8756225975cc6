/** Told what is being done, one sentence at a time. */
export type Log = (message: string) => void;

/** The operating system's account that the server runs as, when it must not be our own. */
export interface SystemUser {
  uid: number;
  gid: number;
}

/** Where everything of one embedded server lies. Absolute paths. */
export interface Layout {
  dataDir: string;
  /** The cluster: what PostgreSQL calls its data directory. */
  cluster: string;
  password: string;
  port: string;
  log: string;
}

/** A server that accepts connections. */
export interface RunningServer {
  pid: number;
  port: number;
}
