// The settings as a person typed them, as the worker takes them. Only what passes checkSettings gets here.
import type { ModelSettings, WorkerSettings } from '../../worker/api.ts';
import { camerasOf } from './cameraDefaults.ts';
import { framePixelsOf } from './framePixels.ts';
import { modelHostOf } from './modelHost.ts';
import type { Settings } from './settings.ts';
import { stillThresholdOf } from './stillThreshold.ts';
import { takeRulesOf } from './takeRules.ts';
import { maxTokensOf } from './tokens.ts';

export function workerSettingsOf(settings: Settings): Omit<WorkerSettings, 'workerId' | 'pageUrl'> {
  const { relay, mode } = settings;
  const stillThreshold = stillThresholdOf(settings.stillThreshold);
  const maxTokens = maxTokensOf(settings.maxTokens);
  return {
    relay,
    mode,
    take: takeRulesOf(settings),
    cameras: camerasOf(settings.cameras, settings.answerLanguage),
    ...modelSettingsOf(settings),
    ...(stillThreshold > 0 && { stillThreshold }),
    ...(maxTokens && { maxTokens }),
  };
}

/** Which model, from where, and on what it runs. */
export function modelSettingsOf(settings: Settings): Omit<ModelSettings, 'pageUrl'> {
  const { modelId, device, dtype } = settings;
  const modelHost = modelHostOf(settings.modelHost);
  const framePixels = framePixelsOf(settings.framePixels);
  return {
    modelId,
    device,
    ...(modelHost && { modelHost }),
    ...(dtype !== 'auto' && { dtype }),
    ...(framePixels && { framePixels }),
  };
}
