import type { Forms } from './widget-context.ts';

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const fieldsIn = (root: ParentNode): Field[] =>
  [...root.querySelectorAll('input, select, textarea')].filter(
    (element): element is Field =>
      element instanceof HTMLInputElement ||
      element instanceof HTMLSelectElement ||
      element instanceof HTMLTextAreaElement,
  );

const isChecked = (field: Field): field is HTMLInputElement =>
  field instanceof HTMLInputElement && ['checkbox', 'radio'].includes(field.type);

/** Values of all form elements by their names, as CloudWatch hands them over. */
export const readForms = (root: ParentNode): Forms => {
  const forms: Forms = {};
  for (const field of fieldsIn(root)) {
    if (field.name === '') continue;
    if (!isChecked(field)) forms[field.name] = field.value;
    else if (field.type === 'checkbox') forms[field.name] = field.checked;
    else if (field.checked) forms[field.name] = field.value;
  }
  return forms;
};

const isChanged = (field: Field): boolean => {
  if (field instanceof HTMLSelectElement)
    return [...field.options].some(
      (option, index) =>
        option.selected !== option.defaultSelected &&
        // Without any choice of the page's, the first one is selected.
        !(
          field.selectedIndex === index &&
          index === 0 &&
          ![...field.options].some(({ defaultSelected }) => defaultSelected)
        ),
    );
  return isChecked(field)
    ? field.checked !== field.defaultChecked
    : field.value !== field.defaultValue;
};

/** Has somebody entered what was not sent yet? */
export const isBeingFilledIn = (root: ParentNode): boolean => fieldsIn(root).some(isChanged);
