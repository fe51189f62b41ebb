import { afterEach, describe, expect, it } from 'vitest';
import { WorkerModelTrainer } from '#adapters/understanding/worker-model-trainer';
import { ModelTrainingFailed } from '#application/ports/model-trainer';
import { fittedConstants } from '#domain/understanding/fitted-constants';
import { deserialiseLearnt, serialiseLearnt } from '#domain/understanding/serialise-learnt';
import { learn } from '#domain/understanding/tenant-understanding';

const material = {
  examples: ['when do you open', 'opening hours', 'can i return it', 'refund please'].map((text, at) => ({
    text,
    label: at < 2 ? 'hours' : 'returns',
  })),
  synonyms: [['refund', 'money back']],
};

describe('training in a thread of its own', () => {
  let trainer = new WorkerModelTrainer();
  afterEach(async () => {
    await trainer.close();
    trainer = new WorkerModelTrainer();
  });

  it('comes to the same as training here', async () => {
    const learnt = await trainer.train(material);
    expect(deserialiseLearnt(learnt, fittedConstants.fit)).not.toBeNull();
    expect(learnt).toBe(serialiseLearnt(learn(material, fittedConstants), fittedConstants.fit));
  });

  it('survives a material that cannot be trained on', async () => {
    const broken = { examples: null, synonyms: [] } as never;
    const outcomes = await Promise.allSettled([trainer.train(broken), trainer.train(material)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect((outcomes[0] as PromiseRejectedResult).reason).toBeInstanceOf(ModelTrainingFailed);
  });

  it('begins nothing once it is closed', async () => {
    await trainer.close();
    await expect(trainer.train(material)).rejects.toBeInstanceOf(ModelTrainingFailed);
  });
});
