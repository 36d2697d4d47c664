namespace Grains.Providers.Documents.Pdf;

/// <summary>Runs a page's content streams for their text (ISO 32000-1, 7.8.2, 9.4 and 14.6).</summary>
internal sealed class ContentInterpreter(PdfFile file, FontFactory fonts)
{
    private const int MaxOperands = 64;
    private const int MaxSavedStates = 512;
    private const int MaxFormDepth = 12;

    /// <summary>What placing a form costs, in operators: it is unpacked and read anew each time.</summary>
    private const int FormCost = 50;

    private readonly List<PdfObject> operands = [];
    private readonly Stack<TextState> saved = new();
    private readonly GlyphCollector collector = new(file.Budget);
    private PdfDictionary resources = PdfDictionary.Empty;
    private TextState state = new();
    private Matrix text = Matrix.Identity;
    private Matrix line = Matrix.Identity;
    private int formDepth;

    /// <summary>The page's text in the order in which it is drawn.</summary>
    public static List<PageGlyph> Run(PdfPage page, PdfFile file, FontFactory fonts)
    {
        var interpreter = new ContentInterpreter(file, fonts) { resources = page.Resources };
        interpreter.Run(page.Content);
        return interpreter.collector.Finish();
    }

    private void Run(byte[] content)
    {
        var lexer = new PdfLexer(content, 0, content.Length);
        var parser = new PdfParser(lexer, file.Budget.Limits.MaxNesting, file.Budget.ChargeOperation, references: false);
        operands.Clear();
        try
        {
            while (parser.Read() is { } token)
            {
                if (token is not PdfKeyword word)
                {
                    if (operands.Count < MaxOperands) operands.Add(token);
                    continue;
                }
                if (word.Value == "BI") InlineImage.Skip(parser, file.Budget);
                else Execute(word.Value);
                operands.Clear();
            }
        }
        catch (PdfFormatException)
        {
            // The rest of this stream cannot be understood; what it drew before counts.
        }
    }

    private void Execute(string name)
    {
        switch (name)
        {
            case "q": if (saved.Count < MaxSavedStates) saved.Push(state); break;
            case "Q": if (saved.TryPop(out var before)) state = before; break;
            case "cm": state = state with { Page = OperandMatrix().Then(state.Page) }; break;
            case "BT": text = line = Matrix.Identity; break;
            case "Tf": SetFont(); break;
            case "Tc": state = state with { CharacterSpacing = Number(0) }; break;
            case "Tw": state = state with { WordSpacing = Number(0) }; break;
            case "Tz": state = state with { Stretch = Number(0) / 100 }; break;
            case "TL": state = state with { Leading = Number(0) }; break;
            case "Ts": state = state with { Rise = Number(0) }; break;
            case "Td": Move(Number(0), Number(1)); break;
            case "TD":
                state = state with { Leading = -Number(1) };
                Move(Number(0), Number(1));
                break;
            case "Tm": text = line = OperandMatrix(); break;
            case "T*": Move(0, -state.Leading); break;
            case "Tj": Show(Operand(0)); break;
            case "TJ": ShowAll(Operand(0) as PdfArray); break;
            case "'":
                Move(0, -state.Leading);
                Show(Operand(0));
                break;
            case "\"":
                state = state with { WordSpacing = Number(0), CharacterSpacing = Number(1) };
                Move(0, -state.Leading);
                Show(Operand(2));
                break;
            case "Do": Draw(); break;
            case "gs": SetFontFromState(); break;
            case "BMC": collector.Begin((Operand(0) as PdfName)?.Value, null, file); break;
            case "BDC": collector.Begin((Operand(0) as PdfName)?.Value, MarkProperties(), file); break;
            case "EMC": collector.End(); break;
        }
    }

    private PdfObject? Operand(int index) => index < operands.Count ? operands[index] : null;

    private double Number(int index) => (Operand(index) as PdfNumber)?.Value ?? 0;

    private Matrix OperandMatrix() => new(Number(0), Number(1), Number(2), Number(3), Number(4), Number(5));

    private PdfDictionary? Resource(string kind, PdfObject? name) =>
        name is PdfName known ? PdfFile.AsDictionary(ResourceObject(kind, known.Value)) : null;

    private PdfObject? ResourceObject(string kind, string name) =>
        file.Resolve(file.GetDictionary(resources, kind)?[name]);

    private PdfDictionary? MarkProperties() => Operand(1) as PdfDictionary ?? Resource("Properties", Operand(1));

    private void SetFont()
    {
        if (Resource("Font", Operand(0)) is not { } font) state = state with { Font = null, Size = Number(1) };
        else state = state with { Font = fonts.Open(font), Size = Number(1) };
    }

    private void SetFontFromState()
    {
        var entry = file.Get<PdfArray>(Resource("ExtGState", Operand(0)), "Font");
        if (entry is not { Items.Count: 2 } || file.Resolve(entry.Items[0]) is not PdfDictionary font) return;
        state = state with { Font = fonts.Open(font), Size = (file.Resolve(entry.Items[1]) as PdfNumber)?.Value ?? state.Size };
    }

    private void Move(double x, double y) => text = line = Matrix.Shift(x, y).Then(line);

    private void ShowAll(PdfArray? pieces)
    {
        foreach (var piece in pieces?.Items ?? [])
        {
            if (piece is PdfNumber number) Advance(-number.Value / 1000 * state.Size);
            else Show(piece);
        }
    }

    private void Advance(double distance) =>
        text = (state.Font is { IsVertical: true } ? Matrix.Shift(0, distance) : Matrix.Shift(distance * state.Stretch, 0)).Then(text);

    private void Show(PdfObject? operand)
    {
        if (operand is not PdfString shown || state.Font is not { } font) return;
        var bytes = shown.Bytes.AsSpan();
        while (bytes.Length > 0)
        {
            file.Budget.ChargeOperation();
            var glyph = font.ReadGlyph(bytes, out var length);
            bytes = bytes[Math.Max(1, length)..];
            var place = new Matrix(state.Size * state.Stretch, 0, 0, state.Size, 0, state.Rise).Then(text).Then(state.Page);
            collector.Add(glyph, font, place);
            var spacing = state.CharacterSpacing + (glyph.IsWordSpace ? state.WordSpacing : 0);
            Advance((font.IsVertical ? -1 : 1) * (glyph.Advance * state.Size + spacing));
        }
    }

    private void Draw()
    {
        if (Operand(0) is not PdfName name || formDepth >= MaxFormDepth) return;
        if (ResourceObject("XObject", name.Value) is not PdfStream form) return;
        if (file.GetName(form.Dictionary, "Subtype") != "Form") return;
        file.Budget.ChargeOperations(FormCost);
        var (outerResources, outerState, outerText, outerLine) = (resources, state, text, line);
        var outerSaved = saved.Count;
        formDepth++;
        resources = file.GetDictionary(form.Dictionary, "Resources") ?? resources;
        var matrix = Matrix.From(file.Get<PdfArray>(form.Dictionary, "Matrix"), file) ?? Matrix.Identity;
        state = state with { Page = matrix.Then(state.Page) };
        RunForm(form);
        formDepth--;
        while (saved.Count > outerSaved) saved.Pop();
        (resources, state, text, line) = (outerResources, outerState, outerText, outerLine);
    }

    private void RunForm(PdfStream form)
    {
        byte[] content;
        try
        {
            content = file.Unpack(form);
        }
        catch (PdfFormatException)
        {
            return;
        }
        Run(content);
    }
}
