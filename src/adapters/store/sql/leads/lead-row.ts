/** A lead whole, beside the columns it is found by. */
export type LeadRow = {
  tenant_id: string;
  id: string;
  status: string;
  form_id: string | null;
  assignee: string | null;
  customer_id: string | null;
  body: string;
  created_at: number;
  version: number;
};
