import type { Job } from '#application/ports/job-queue';

const subjectOf = (job: Job): string => {
  switch (job.kind) {
    case 'apply_turn':
      return job.turnId;
    case 'read_document':
      return job.documentId;
    case 'embed_knowledge':
      return '';
    case 'studio_run':
      return job.runId;
    case 'fetch_media':
      return job.messageId;
    case 'take_turn':
    case 'deliver':
      return job.conversationId;
  }
};

/** What a job of its kind is about. */
export const keyOf = (job: Job): string => `${job.tenantId}|${subjectOf(job)}`;

/** Which job it is: two wakes with the same one are the same wake. */
export const wakeOf = (job: Job): string => `${job.kind}|${keyOf(job)}`;
