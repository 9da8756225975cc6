/**
 * Reads the command line that Prisma spawns its engine with: `--datamodels FILE… --datasource JSON [cli COMMAND]`.
 * Other options (preview features, extension types) are the binary's own and mean nothing to the WebAssembly engine.
 *
 * @param {string[]} args
 * @returns {{datamodels: string[], url: string | undefined, shadowUrl: string | undefined, command: string | undefined}}
 */
export function readArguments(args) {
  const valuesOf = (option) => args.flatMap((arg, index) => (arg === option ? args.slice(index + 1, index + 2) : []));
  const datasource = JSON.parse(valuesOf('--datasource')[0] ?? '{}');
  return {
    datamodels: valuesOf('--datamodels'),
    url: datasource.url || undefined,
    shadowUrl: datasource.shadowDatabaseUrl || undefined,
    command: valuesOf('cli')[0],
  };
}
