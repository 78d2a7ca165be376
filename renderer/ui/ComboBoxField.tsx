import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components'
import type { Option } from './Select.tsx'
import './field.css'
import './menu.css'

interface ComboBoxFieldProps {
  readonly label: string
  readonly value: string | null
  readonly onChange: (key: string | null) => void
  readonly options: readonly Option[]
  readonly placeholder?: string
}

/** One choice out of many: type to find. */
export function ComboBoxField(props: ComboBoxFieldProps) {
  const { label, value, onChange, options, placeholder } = props
  return (
    <ComboBox
      className="field"
      defaultItems={options}
      value={value}
      onChange={(key) => onChange(key === null ? null : String(key))}
      menuTrigger="focus"
    >
      <Label className="field-label">{label}</Label>
      <Input className="input" placeholder={placeholder} />
      <Popover className="popover">
        <ListBox className="list-box">
          {(option: Option) => (
            <ListBoxItem id={option.key} textValue={option.label} className="list-item">
              {option.label}
              {option.more && <span className="list-item-more">{option.more}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
