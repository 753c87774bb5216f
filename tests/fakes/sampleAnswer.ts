import type { Answer } from '../../src/vision/api.ts';
import type { Ask, Finding, SeenBox } from '../../src/vision/ask.ts';

export const sampleAnswer = (part: Partial<Answer> = {}): Answer => ({
  type: 'answer',
  text: 'A car stands in the yard.',
  finding: describing('A car stands in the yard.'),
  promptTokens: 70,
  tokens: 20,
  packMs: 10,
  firstTokenMs: 100,
  totalMs: 600,
  frameSizes: [[640, 360]],
  ...part,
});

export const describing = (description: string): Finding => ({ task: 'describe', description });

export const detecting = (...boxes: readonly SeenBox[]): Finding => ({ task: 'detect', boxes });

/** What a model may say to each task, of a yard with a car; no boxes unless a test gives some. */
function sampleFinding({ task }: Pick<Ask, 'task'>, description = 'A car stands in the yard.'): Finding {
  switch (task) {
    case 'describe':
      return describing(description);
    case 'detect':
      return detecting();
    case 'video':
      return { task, description, events: [], activities: [], changes: [] };
    case 'count':
      return { task, counts: [{ label: 'car', count: 1 }] };
    case 'read':
      return { task, texts: ['OPEN'] };
    case 'question':
      return { task, answer: 'Yes.' };
    case 'alert':
      return { task, alert: false, reason: 'Nobody is there.', severity: 'low' };
  }
}

/** The plain answer to an ask. */
export const answerTo = (ask: Pick<Ask, 'task'>, part: Partial<Answer> = {}): Answer =>
  sampleAnswer({ finding: sampleFinding(ask), ...part });
