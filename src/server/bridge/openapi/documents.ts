/** The OpenAPI documents by path. */
export function openApiDocuments(_config: { publicUrl: string; version: string }): Readonly<Record<string, string>> {
  return {};
}
