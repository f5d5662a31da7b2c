-- From the page to typst: what pandoc's writer drops, or boxes in, is put back. Functions named here are in report.typ.

local STYLED = {
  "short", "cover", "council", "lede", "opens", "opening", "note", "commentary", "commitment", "attention", "asks", "summary",
  "details", "sentence", "sheet", "filled",
}

local function typst(blocks)
  return pandoc.write(pandoc.Pandoc(blocks), "typst")
end

local function quoted(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"') .. '"'
end

local function raw(text)
  return pandoc.RawBlock("typst", text)
end

-- Words that carry a state, or an id: the writer would drop their class.
function Span(span)
  for _, class in ipairs({ "state", "id" }) do
    if span.classes:includes(class) then
      local call = class == "state" and string.format("#state(%s)[", quoted(span.classes[2] or "")) or "#small["
      return { pandoc.RawInline("typst", call), span, pandoc.RawInline("typst", "]") }
    end
  end
end

-- Weight, slant and type without a tag of their own: to who listens, a tag inside a line only breaks the line up.
local function inline(call)
  return function(span)
    return { pandoc.RawInline("typst", call .. "["), pandoc.Span(span.content), pandoc.RawInline("typst", "];") }
  end
end

Strong = inline('#text(weight: "bold")')
Emph = inline('#text(style: "italic")')
Underline = inline("#underline") -- its own writer forgets the semicolon: a full stop after it would ask for a field
Strikeout = inline("#strike")

function Code(code)
  return inline("#typewriter")({ content = { pandoc.Str(code.text) } })
end

-- A chart: the writer would drop its alt text.
function Figure(figure)
  local chart
  figure:walk({ Image = function(image) chart = image end })
  if chart then
    local alt = pandoc.utils.stringify(chart.caption)
    local place = figure.classes:includes("here") and "none" or figure.classes:includes("foot") and "bottom" or "auto"
    return raw(string.format("#chart(%s, %s, %s)[%s]", quoted(chart.src), quoted(alt), place, typst(figure.caption.long)))
  end
end

-- A table: the writer would put it in a box that does not break, and cut off what is below the page.
-- Its cells are written all at once and then cut apart, since each call of the writer takes a millisecond.
local CUT = "⸺ cell ⸺"

local function cells(row_lists)
  local contents, aligned = pandoc.List(), pandoc.List()
  for _, rows in ipairs(row_lists) do
    for _, row in ipairs(rows) do
      for _, cell in ipairs(row.cells) do
        contents:extend(cell.contents)
        contents:insert(raw(CUT))
        aligned:insert(string.format("table.cell(colspan: %d, rowspan: %d, align: %s)%s", cell.col_span, cell.row_span,
          cell.classes:includes("number") and "right" or "left", row.classes:includes("total") and "[#total[%s]]" or "[%s]"))
      end
    end
  end
  local made = pandoc.List()
  for words in typst(contents):gmatch("%s*(.-)%s*" .. CUT) do
    made:insert((aligned[#made + 1]:gsub("%%s", function() return words end)))
  end
  return table.concat(made, ",\n")
end

-- Numbers take the room they need; words share the rest by their length, from a short word to a line of a note, and no
-- less than their longest word needs. A column that is blank is to be written in.
local SHORT, LONG, TO_WRITE_IN, LINE = 8, 40, 30, 85

local function longest_words(row_lists)
  local found = {}
  for _, rows in ipairs(row_lists) do
    for _, row in ipairs(rows) do
      for at, cell in ipairs(row.cells) do
        for word in pandoc.utils.stringify(cell.contents):gmatch("%S+") do
          found[at] = math.min(math.max(found[at] or 0, utf8.len(word) + 2), LONG)
        end
      end
    end
  end
  return found
end

local function shares(bodies, columns)
  local longest, numbers = {}, {}
  for _, rows in ipairs(bodies) do
    for _, row in ipairs(rows) do
      for at, cell in ipairs(row.cells) do
        numbers[at] = cell.classes:includes("number")
        longest[at] = math.max(longest[at] or 0, utf8.len(pandoc.utils.stringify(cell.contents)))
      end
    end
  end
  local made = pandoc.List()
  for at = 1, columns do
    local words = longest[at] == 0 and TO_WRITE_IN or math.max(longest[at] or SHORT, SHORT)
    made:insert(numbers[at] and 0 or math.min(words, LONG))
  end
  return made
end

-- Widths that are given stand.
local function given_widths(colspecs)
  local made = pandoc.List()
  for _, spec in ipairs(colspecs) do
    if not spec[2] or spec[2] == 0 then return nil end
    made:insert(string.format("%dfr", math.floor(100 * spec[2] + 0.5)))
  end
  return table.concat(made, ", ") .. ","
end

local function widths(head, bodies, columns)
  local made, whole = shares(bodies, columns), 0
  for _, share in ipairs(made) do whole = whole + share end
  local needed = longest_words({ head, table.unpack(bodies) })
  return table.concat(made:map(function(share, at)
    return share == 0 and "auto" or string.format("%dfr", math.max(share, math.ceil((needed[at] or 0) * whole / LINE)))
  end), ", ") .. ","
end

-- A table of many rows, or of many words, may break over pages: held together it would leave half a page empty.
local MANY_ROWS, MANY_LETTERS = 16, 1500

local function is_long(found, bodies)
  local rows = 0
  for _, body in ipairs(bodies) do rows = rows + #body end
  return rows > MANY_ROWS or utf8.len(pandoc.utils.stringify(found)) > MANY_LETTERS
end

function Table(found)
  local bodies = found.bodies:map(function(body) return body.body end)
  return raw(string.format("#rows(columns: (%s), long: %s, close: %s, caption: [%s], table.header(%s),\n%s)",
    given_widths(found.colspecs) or widths(found.head.rows, bodies, #found.colspecs), tostring(is_long(found, bodies)),
    tostring(found.classes:includes("close")), typst(found.caption.long), cells({ found.head.rows }), cells(bodies)))
end

-- Facts and figures are set side by side, which a list cannot be: each is given to its function, one by one.
local SIDE_BY_SIDE = { "facts", "figures" }

local function one_by_one(class, list)
  local given = list.content:map(function(item)
    return string.format("([%s], [%s])", typst({ pandoc.Plain(item[1]) }), typst(item[2][1]))
  end)
  return raw(string.format("#%s(%s)", class, table.concat(given, ", ") .. ","))
end

function Div(div)
  for _, class in ipairs(SIDE_BY_SIDE) do
    if div.classes:includes(class) and div.content[1].tag == "DefinitionList" then
      return one_by_one(class, div.content[1])
    end
  end
  if div.classes:includes("fitting") then
    return raw("#fitting(" .. table.concat(div.content:map(function(drawn) return "[" .. drawn.text .. "]" end), ", ") .. ")")
  end
  for _, class in ipairs(STYLED) do
    if div.classes:includes(class) then
      return pandoc.List({ raw("#" .. class .. "[") }) .. div.content .. { raw("]") }
    end
  end
  return div.content
end
