/** For whom a connection reads and writes. Row-level security compares every row with it. */
export type Tenant = {
  hospitalId: string;
  /** Null: the whole hospital. Else confined to this branch (contract section 1, rule 5). */
  branchId: string | null;
};

/** What PostgreSQL shall use: `app.branch_id` is a branch or `*`; an empty text shows no row. */
export const SET_TENANT = {
  name: 'set_tenant',
  text: "select set_config('app.hospital_id', $1, false), set_config('app.branch_id', $2, false)",
} as const;

/** The parameters of SET_TENANT, and what a pool remembers of a connection. Nobody: both empty. */
export function tenantSettings(tenant: Tenant | undefined): [hospitalId: string, branch: string] {
  return tenant ? [tenant.hospitalId, tenant.branchId ?? '*'] : ['', ''];
}
