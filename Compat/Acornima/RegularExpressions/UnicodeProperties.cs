using System.Buffers;

namespace Acornima.RegularExpressions;

internal enum UnicodePropertyKind
{
    GeneralCategory,
    Script,
    ScriptExtensions,
    Binary,

    /// <summary>A property of strings, which only the <c>v</c> flag knows.</summary>
    Strings,
}

/// <summary>A property, or a property with its value, by the first of its names below (for General_Category the short one, otherwise the long).</summary>
internal readonly record struct UnicodeProperty(UnicodePropertyKind Kind, string Name);

/// <summary>
/// The names that <c>\p{…}</c> may hold: ECMAScript 2025 §22.2.2.9 (its tables of properties), with the values of Unicode 17. Names match
/// exactly, case included. Each entry lists all names of one property or value.
/// </summary>
internal static class UnicodeProperties
{
    /// <summary>UnicodePropertyNameCharacter and UnicodePropertyValueCharacter, and the sign between a name and a value.</summary>
    internal static readonly SearchValues<char> ExpressionCharacters =
        SearchValues.Create("=_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private const string GeneralCategoryValues = """
        C,Other Cc,Control,cntrl Cf,Format Cn,Unassigned Co,Private_Use Cs,Surrogate L,Letter LC,Cased_Letter Ll,Lowercase_Letter Lm,Modifier_Letter
        Lo,Other_Letter Lt,Titlecase_Letter Lu,Uppercase_Letter M,Mark,Combining_Mark Mc,Spacing_Mark Me,Enclosing_Mark Mn,Nonspacing_Mark N,Number
        Nd,Decimal_Number,digit Nl,Letter_Number No,Other_Number P,Punctuation,punct Pc,Connector_Punctuation Pd,Dash_Punctuation Pe,Close_Punctuation
        Pf,Final_Punctuation Pi,Initial_Punctuation Po,Other_Punctuation Ps,Open_Punctuation S,Symbol Sc,Currency_Symbol Sk,Modifier_Symbol Sm,Math_Symbol
        So,Other_Symbol Z,Separator Zl,Line_Separator Zp,Paragraph_Separator Zs,Space_Separator
        """;

    private const string ScriptValues = """
        Adlam,Adlm Ahom Anatolian_Hieroglyphs,Hluw Arabic,Arab Armenian,Armn Avestan,Avst Balinese,Bali Bamum,Bamu Bassa_Vah,Bass Batak,Batk
        Bengali,Beng Beria_Erfe,Berf Bhaiksuki,Bhks Bopomofo,Bopo Brahmi,Brah Braille,Brai Buginese,Bugi Buhid,Buhd Canadian_Aboriginal,Cans
        Carian,Cari Caucasian_Albanian,Aghb Chakma,Cakm Cham Cherokee,Cher Chorasmian,Chrs Common,Zyyy Coptic,Copt,Qaac Cuneiform,Xsux Cypriot,Cprt
        Cypro_Minoan,Cpmn Cyrillic,Cyrl Deseret,Dsrt Devanagari,Deva Dives_Akuru,Diak Dogra,Dogr Duployan,Dupl Egyptian_Hieroglyphs,Egyp
        Elbasan,Elba Elymaic,Elym Ethiopic,Ethi Garay,Gara Georgian,Geor Glagolitic,Glag Gothic,Goth Grantha,Gran Greek,Grek Gujarati,Gujr
        Gunjala_Gondi,Gong Gurmukhi,Guru Gurung_Khema,Gukh Han,Hani Hangul,Hang Hanifi_Rohingya,Rohg Hanunoo,Hano Hatran,Hatr Hebrew,Hebr
        Hiragana,Hira Imperial_Aramaic,Armi Inherited,Qaai,Zinh Inscriptional_Pahlavi,Phli Inscriptional_Parthian,Prti Javanese,Java Kaithi,Kthi
        Kannada,Knda Katakana,Kana Kawi Kayah_Li,Kali Kharoshthi,Khar Khitan_Small_Script,Kits Khmer,Khmr Khojki,Khoj Khudawadi,Sind Kirat_Rai,Krai
        Lao,Laoo Latin,Latn Lepcha,Lepc Limbu,Limb Linear_A,Lina Linear_B,Linb Lisu Lycian,Lyci Lydian,Lydi Mahajani,Mahj Makasar,Maka
        Malayalam,Mlym Mandaic,Mand Manichaean,Mani Marchen,Marc Masaram_Gondi,Gonm Medefaidrin,Medf Meetei_Mayek,Mtei Mende_Kikakui,Mend
        Meroitic_Cursive,Merc Meroitic_Hieroglyphs,Mero Miao,Plrd Modi Mongolian,Mong Mro,Mroo Multani,Mult Myanmar,Mymr Nabataean,Nbat
        Nag_Mundari,Nagm Nandinagari,Nand New_Tai_Lue,Talu Newa Nko,Nkoo Nushu,Nshu Nyiakeng_Puachue_Hmong,Hmnp Ogham,Ogam Ol_Chiki,Olck
        Ol_Onal,Onao Old_Hungarian,Hung Old_Italic,Ital Old_North_Arabian,Narb Old_Permic,Perm Old_Persian,Xpeo Old_Sogdian,Sogo
        Old_South_Arabian,Sarb Old_Turkic,Orkh Old_Uyghur,Ougr Oriya,Orya Osage,Osge Osmanya,Osma Pahawh_Hmong,Hmng Palmyrene,Palm Pau_Cin_Hau,Pauc
        Phags_Pa,Phag Phoenician,Phnx Psalter_Pahlavi,Phlp Rejang,Rjng Runic,Runr Samaritan,Samr Saurashtra,Saur Sharada,Shrd Shavian,Shaw
        Siddham,Sidd Sidetic,Sidt SignWriting,Sgnw Sinhala,Sinh Sogdian,Sogd Sora_Sompeng,Sora Soyombo,Soyo Sundanese,Sund Sunuwar,Sunu
        Syloti_Nagri,Sylo Syriac,Syrc Tagalog,Tglg Tagbanwa,Tagb Tai_Le,Tale Tai_Tham,Lana Tai_Viet,Tavt Tai_Yo,Tayo Takri,Takr Tamil,Taml
        Tangsa,Tnsa Tangut,Tang Telugu,Telu Thaana,Thaa Thai Tibetan,Tibt Tifinagh,Tfng Tirhuta,Tirh Todhri,Todr Tolong_Siki,Tols Toto
        Tulu_Tigalari,Tutg Ugaritic,Ugar Unknown,Zzzz Vai,Vaii Vithkuqi,Vith Wancho,Wcho Warang_Citi,Wara Yezidi,Yezi Yi,Yiii Zanabazar_Square,Zanb
        """;

    private const string BinaryProperties = """
        ASCII ASCII_Hex_Digit,AHex Alphabetic,Alpha Any Assigned Bidi_Control,Bidi_C Bidi_Mirrored,Bidi_M Case_Ignorable,CI Cased
        Changes_When_Casefolded,CWCF Changes_When_Casemapped,CWCM Changes_When_Lowercased,CWL Changes_When_NFKC_Casefolded,CWKCF
        Changes_When_Titlecased,CWT Changes_When_Uppercased,CWU Dash Default_Ignorable_Code_Point,DI Deprecated,Dep Diacritic,Dia Emoji
        Emoji_Component,EComp Emoji_Modifier,EMod Emoji_Modifier_Base,EBase Emoji_Presentation,EPres Extended_Pictographic,ExtPict Extender,Ext
        Grapheme_Base,Gr_Base Grapheme_Extend,Gr_Ext Hex_Digit,Hex IDS_Binary_Operator,IDSB IDS_Trinary_Operator,IDST ID_Continue,IDC ID_Start,IDS
        Ideographic,Ideo Join_Control,Join_C Logical_Order_Exception,LOE Lowercase,Lower Math Noncharacter_Code_Point,NChar Pattern_Syntax,Pat_Syn
        Pattern_White_Space,Pat_WS Quotation_Mark,QMark Radical Regional_Indicator,RI Sentence_Terminal,STerm Soft_Dotted,SD
        Terminal_Punctuation,Term Unified_Ideograph,UIdeo Uppercase,Upper Variation_Selector,VS White_Space,space XID_Continue,XIDC XID_Start,XIDS
        """;

    private const string PropertiesOfStrings = """
        Basic_Emoji Emoji_Keycap_Sequence RGI_Emoji RGI_Emoji_Flag_Sequence RGI_Emoji_Modifier_Sequence RGI_Emoji_Tag_Sequence
        RGI_Emoji_ZWJ_Sequence
        """;

    private static readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> s_generalCategories = Index(GeneralCategoryValues);
    private static readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> s_scripts = Index(ScriptValues);
    private static readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> s_binaryProperties = Index(BinaryProperties);
    private static readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> s_propertiesOfStrings = Index(PropertiesOfStrings);

    /// <summary>Resolves a UnicodePropertyValueExpression, the text between the braces.</summary>
    internal static bool TryResolve(ReadOnlySpan<char> expression, bool stringsAllowed, out UnicodeProperty property)
    {
        var separator = expression.IndexOf('=');
        return separator < 0
            ? TryResolveLone(expression, stringsAllowed, out property)
            : TryResolveValue(expression[..separator], expression[(separator + 1)..], out property);
    }

    // UnicodePropertyName = UnicodePropertyValue
    private static bool TryResolveValue(ReadOnlySpan<char> name, ReadOnlySpan<char> value, out UnicodeProperty property)
    {
        switch (name)
        {
            case "General_Category" or "gc":
                return TryFind(s_generalCategories, value, UnicodePropertyKind.GeneralCategory, out property);
            case "Script" or "sc":
                return TryFind(s_scripts, value, UnicodePropertyKind.Script, out property);
            case "Script_Extensions" or "scx":
                return TryFind(s_scripts, value, UnicodePropertyKind.ScriptExtensions, out property);
            default:
                property = default;
                return false;
        }
    }

    // LoneUnicodePropertyNameOrValue
    private static bool TryResolveLone(ReadOnlySpan<char> name, bool stringsAllowed, out UnicodeProperty property) =>
        TryFind(s_generalCategories, name, UnicodePropertyKind.GeneralCategory, out property)
        || TryFind(s_binaryProperties, name, UnicodePropertyKind.Binary, out property)
        || (stringsAllowed && TryFind(s_propertiesOfStrings, name, UnicodePropertyKind.Strings, out property));

    private static bool TryFind(
        Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> names, ReadOnlySpan<char> name, UnicodePropertyKind kind, out UnicodeProperty property)
    {
        var found = names.TryGetValue(name, out var canonicalName);
        property = found ? new UnicodeProperty(kind, canonicalName!) : default;
        return found;
    }

    private static Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Index(string entries)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in entries.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var aliases = entry.Split(',');
            foreach (var alias in aliases)
            {
                names.Add(alias, aliases[0]);
            }
        }

        return names.GetAlternateLookup<ReadOnlySpan<char>>();
    }
}
