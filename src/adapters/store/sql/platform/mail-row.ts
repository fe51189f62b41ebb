export type MailRow = {
  id: string;
  tenant_id: string | null;
  recipient: string;
  subject: string;
  /** Both empty once it was sent. */
  text: string;
  html: string;
  attempts: number;
  /** When somebody may take it next: at once, after a wait, or when the lease of who has it ends. Null once it is settled. */
  due_at: number | null;
  sent_at: number | null;
  /** Why the last try failed; of one that was given up, why. */
  reason: string | null;
  created_at: number;
};
