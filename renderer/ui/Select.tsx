import { ChevronDown } from 'lucide-react'
import {
  Select as AriaSelect,
  Button,
  Header,
  Label,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Popover,
  SelectValue,
} from 'react-aria-components'
import { Icon } from './Icon.tsx'
import './field.css'
import './menu.css'

export interface Option<K extends string = string> {
  readonly key: K
  readonly label: string
  readonly more?: string
}

export interface OptionGroup<K extends string = string> {
  readonly title: string
  readonly options: readonly Option<K>[]
}

interface SelectProps<K extends string> {
  readonly label: string
  readonly value: K | null
  readonly onChange: (key: K) => void
  readonly options?: readonly Option<K>[]
  readonly groups?: readonly OptionGroup<K>[]
  readonly placeholder?: string
}

const OneOption = ({ option }: { option: Option }) => (
  <ListBoxItem id={option.key} textValue={option.label} className="list-item">
    {option.label}
    {option.more && <span className="list-item-more">{option.more}</span>}
  </ListBoxItem>
)

/** One choice out of a fixed list, with groups where there are any. */
export function Select<K extends string>(props: SelectProps<K>) {
  const { label, value, onChange, options = [], groups = [], placeholder = '' } = props
  return (
    <AriaSelect
      className="field"
      value={value}
      onChange={(key) => key !== null && onChange(key as K)}
      placeholder={placeholder}
    >
      <Label className="field-label">{label}</Label>
      <Button className="input select-button">
        <SelectValue className="select-value" />
        <Icon of={ChevronDown} size={14} />
      </Button>
      <Popover className="popover">
        <ListBox className="list-box">
          {options.map((option) => (
            <OneOption key={option.key} option={option} />
          ))}
          {groups.map((group) => (
            <ListBoxSection key={group.title}>
              <Header className="list-group">{group.title}</Header>
              {group.options.map((option) => (
                <OneOption key={option.key} option={option} />
              ))}
            </ListBoxSection>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
