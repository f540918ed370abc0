/** The page shown, read from the address: `#/tasks?status=failed`, `#/tasks/{id}`, `#/chats/{id}`. */
export function currentRoute() {
  const [path, search] = location.hash.replace(/^#\/?/, '').split('?');
  const [view, id] = path.split('/');
  const known = ['chats', 'documents', 'tasks', 'notifications'].includes(view);
  return {
    view: known ? view : 'chats',
    id: known && id ? decodeURIComponent(id) : null,
    params: new URLSearchParams(search),
  };
}

export const href = {
  chats: '#/chats',
  chat: (id) => `#/chats/${encodeURIComponent(id)}`,
  documents: '#/documents',
  tasks: (status) => (status ? `#/tasks?status=${status}` : '#/tasks'),
  notifications: '#/notifications',
  task: (id) => `#/tasks/${encodeURIComponent(id)}`,
};
