// What is stored, for the page, which fetches this after its first screen.
import { listModels, removeModel, type StoredModel } from './modelShelf.ts';
import { openModelArea } from './openModelArea.ts';

export const listStored = async (): Promise<StoredModel[]> => listModels(await openModelArea());

/** @returns why it could not be removed: a sentence */
export const removeStored = async (modelId: string): Promise<string | undefined> =>
  (await removeModel(await openModelArea(), modelId))?.message;
