/** What may be done beyond looking. */
export interface CheckChoices {
  readonly claim: boolean;
  readonly complete: boolean;
  readonly post: boolean;
  /** The page comes from the relay's own origin: what a page elsewhere could do is of no interest. */
  readonly sameOrigin: boolean;
}
