import type { Ask } from '../vision/ask.ts';
import type { Plan, Refusal } from './planJob.ts';

/** Holds every answer of a plan to the person's own limit, whatever its job or its camera asks. */
export function capTokens(plan: Plan | Refusal, maxTokens: number | undefined): Plan | Refusal {
  if (plan.type !== 'plan' || maxTokens === undefined) return plan;
  const cap = (ask: Ask): Ask => ({ ...ask, maxTokens: Math.min(ask.maxTokens ?? maxTokens, maxTokens) });
  return {
    ...plan,
    ...(plan.asked && { asked: cap(plan.asked) }),
    looks: plan.looks.map((look) => ({ ...look, ask: cap(look.ask) })),
  };
}
