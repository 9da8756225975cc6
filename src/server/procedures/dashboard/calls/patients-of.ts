/** The patients whom calls are with, each once, for the audit log. */
export function patientsOf(calls: readonly { patientId: string | null }[]): string[] {
  return [...new Set(calls.flatMap(({ patientId }) => patientId ?? []))];
}
