// Ask once more before what cannot be taken back easily.
document.addEventListener(
  'submit',
  (event) => {
    const words = event.target.dataset?.confirm;
    if (!words || confirm(words)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  true,
);
