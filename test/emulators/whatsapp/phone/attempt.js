const notice = document.querySelector('#notice');

/** Does it, and says on the page why it could not be done. */
export const attempt = async (deed) => {
  try {
    const result = await deed();
    notice.hidden = true;
    return result;
  } catch (error) {
    notice.textContent = error.message;
    notice.hidden = false;
    return undefined;
  }
};
