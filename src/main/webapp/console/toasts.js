/** How any component tells the person something in passing. */
export const toasts = new EventTarget();

/** @param toast `{status?, text, href?, linkText?}` */
export function toast(toast) {
  toasts.dispatchEvent(new CustomEvent('toast', { detail: toast }));
}

/** Runs an action of a person and tells them if it fails. */
export async function attempt(action) {
  try {
    return await action();
  } catch (error) {
    toast({ status: 'failed', text: error.message });
    return undefined;
  }
}
