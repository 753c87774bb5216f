// What is wrong with a setting: a sentence beside its field, in the person's language.
import { addressSpaceOf } from '../../platform/addressSpace.ts';
import { parseRelayAddress } from '../../protocol/relayAddress.ts';
import { words } from '../language/language.ts';
import type { ModelChoice } from '../ports.ts';
import { camerasProblem } from './cameraDefaults.ts';
import { modelHostProblem } from './modelHost.ts';
import type { Settings, SettingsProblems } from './settings.ts';
import { stillThresholdProblem } from './stillThreshold.ts';
import { idsProblem } from './takeRules.ts';
import { answerLanguageProblem, maxTokensProblem } from './tokens.ts';

export function checkSettings(settings: Settings, pageUrl: string, models: readonly ModelChoice[]): SettingsProblems {
  const found: { readonly [K in keyof Settings]?: string | undefined } = {
    relay: relayProblem(settings.relay, pageUrl),
    modelId: modelProblem(settings.modelId, models),
    modelHost: modelHostProblem(settings.modelHost, pageUrl),
    services: idsProblem(settings.services),
    jobTypes: idsProblem(settings.jobTypes),
    cameras: camerasProblem(settings.cameras),
    answerLanguage: answerLanguageProblem(settings.answerLanguage),
    maxTokens: maxTokensProblem(settings.maxTokens),
    stillThreshold: stillThresholdProblem(settings.stillThreshold),
  };
  return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem !== undefined));
}

function relayProblem(relay: string, pageUrl: string): string | undefined {
  const { problems } = words.value.settings;
  const address = parseRelayAddress(relay, pageUrl);
  if ('problem' in address) {
    if (address.reason === 'empty') return problems.relayEmpty;
    return address.reason === 'scheme' ? problems.relayScheme : problems.relayUnreadable(relay.trim());
  }
  if (address.host === '') return problems.noRelay;
  const securePage = new URL(pageUrl).protocol === 'https:';
  const plain = address.sockets[0].url.startsWith('ws:');
  // Since version 147 Chrome asks the person about addresses of their own network instead.
  return securePage && plain && addressSpaceOf(address.host) === 'public' ? problems.plainRelay : undefined;
}

function modelProblem(modelId: string, models: readonly ModelChoice[]): string | undefined {
  const { problems } = words.value.settings;
  if (modelId === '') return problems.noModel;
  if (models.some((model) => model.id === modelId)) return undefined;
  // Any repository of the HF Hub may be tried; anything else would end up in a path.
  return /^[\w-][\w.-]*\/[\w-][\w.-]*$/.test(modelId) ? undefined : problems.strangeModel(modelId);
}
