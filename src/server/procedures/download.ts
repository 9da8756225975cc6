/** A file that leaves in place of data: made while it is sent, as quickly as its reader takes it. */
export type Download = {
  /** As the documents name it (`RouteMeta.downloads`). */
  mediaType: DownloadType;
  filename: string;
  /** UTF-8, in small pieces. It is begun at the first byte and ended with the connection, whichever side ends it. */
  pieces: AsyncIterable<string>;
};

export const DOWNLOAD_TYPES = ['text/csv', 'application/x-ndjson'] as const;
export type DownloadType = (typeof DOWNLOAD_TYPES)[number];
