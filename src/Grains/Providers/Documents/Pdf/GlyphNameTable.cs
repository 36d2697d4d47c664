using System.Collections.Frozen;
using System.Globalization;

namespace Grains.Providers.Documents.Pdf;

/// <summary>Names of characters as fonts use them: the part of Adobe's glyph list that text in European scripts and mathematics needs.</summary>
internal static class GlyphNameTable
{
    public static FrozenDictionary<string, string> Characters { get; } = Parse();

    private static FrozenDictionary<string, string> Parse()
    {
        var words = Names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Chunk(2).ToFrozenDictionary(
            pair => pair[0],
            pair => char.ConvertFromUtf32(int.Parse(pair[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
    }

    /// <summary>Pairs of a name and its code point; single letters name themselves and are left out.</summary>
    private const string Names =
        """
        space 20 exclam 21 dblquote 22 quotedbl 22 numbersign 23 dollar 24 percent 25 ampersand 26 quotesingle 27
        parenleft 28 parenright 29 asterisk 2A plus 2B comma 2C hyphen 2D period 2E slash 2F zero 30 one 31 two 32
        three 33 four 34 five 35 six 36 seven 37 eight 38 nine 39 colon 3A semicolon 3B less 3C equal 3D greater 3E
        question 3F at 40 bracketleft 5B backslash 5C bracketright 5D asciicircum 5E underscore 5F grave 60
        braceleft 7B bar 7C verticalbar 7C braceright 7D asciitilde 7E controlDEL 7F nbspace A0 nonbreakingspace A0
        exclamdown A1 cent A2 sterling A3 currency A4 yen A5 brokenbar A6 section A7 dieresis A8 copyright A9
        ordfeminine AA guillemotleft AB logicalnot AC sfthyphen AD softhyphen AD registered AE macron AF overscore AF
        degree B0 plusminus B1 acute B4 mu B5 mu1 B5 paragraph B6 middot B7 periodcentered B7 cedilla B8
        ordmasculine BA guillemotright BB onequarter BC onehalf BD threequarters BE questiondown BF Agrave C0 Aacute C1
        Acircumflex C2 Atilde C3 Adieresis C4 Aring C5 AE C6 Ccedilla C7 Egrave C8 Eacute C9 Ecircumflex CA
        Edieresis CB Igrave CC Iacute CD Icircumflex CE Idieresis CF Eth D0 Ntilde D1 Ograve D2 Oacute D3
        Ocircumflex D4 Otilde D5 Odieresis D6 multiply D7 Oslash D8 Ugrave D9 Uacute DA Ucircumflex DB Udieresis DC
        Yacute DD Thorn DE germandbls DF agrave E0 aacute E1 acircumflex E2 atilde E3 adieresis E4 aring E5 ae E6
        ccedilla E7 egrave E8 eacute E9 ecircumflex EA edieresis EB igrave EC iacute ED icircumflex EE idieresis EF
        eth F0 ntilde F1 ograve F2 oacute F3 ocircumflex F4 otilde F5 odieresis F6 divide F7 oslash F8 ugrave F9
        uacute FA ucircumflex FB udieresis FC yacute FD thorn FE ydieresis FF Amacron 100 amacron 101 Abreve 102
        abreve 103 Aogonek 104 aogonek 105 Cacute 106 cacute 107 Ccircumflex 108 ccircumflex 109 Cdot 10A
        Cdotaccent 10A cdot 10B cdotaccent 10B Ccaron 10C ccaron 10D Dcaron 10E dcaron 10F Dbar 110 Dcroat 110
        Dslash 110 dbar 111 dcroat 111 dmacron 111 Emacron 112 emacron 113 Ebreve 114 ebreve 115 Edot 116
        Edotaccent 116 edot 117 edotaccent 117 Eogonek 118 eogonek 119 Ecaron 11A ecaron 11B Gcircumflex 11C
        gcircumflex 11D Gbreve 11E gbreve 11F Gdot 120 Gdotaccent 120 gdot 121 gdotaccent 121 Gcedilla 122
        Gcommaaccent 122 gcedilla 123 gcommaaccent 123 Hcircumflex 124 hcircumflex 125 Hbar 126 hbar 127 Itilde 128
        itilde 129 Imacron 12A imacron 12B Ibreve 12C ibreve 12D Iogonek 12E iogonek 12F Idot 130 Idotaccent 130
        dotlessi 131 IJ 132 ij 133 Jcircumflex 134 jcircumflex 135 Kcedilla 136 Kcommaaccent 136 kcedilla 137
        kcommaaccent 137 kgreenlandic 138 Lacute 139 lacute 13A Lcedilla 13B Lcommaaccent 13B lcedilla 13C
        lcommaaccent 13C Lcaron 13D lcaron 13E Ldot 13F Ldotaccent 13F ldot 140 ldotaccent 140 Lslash 141 lslash 142
        Nacute 143 nacute 144 Ncedilla 145 Ncommaaccent 145 ncedilla 146 ncommaaccent 146 Ncaron 147 ncaron 148
        napostrophe 149 quoterightn 149 Eng 14A eng 14B Omacron 14C omacron 14D Obreve 14E obreve 14F Odblacute 150
        Ohungarumlaut 150 odblacute 151 ohungarumlaut 151 OE 152 oe 153 Racute 154 racute 155 Rcedilla 156
        Rcommaaccent 156 rcedilla 157 rcommaaccent 157 Rcaron 158 rcaron 159 Sacute 15A sacute 15B Scircumflex 15C
        scircumflex 15D Scedilla 15E scedilla 15F Scaron 160 scaron 161 Tcedilla 162 Tcommaaccent 162 tcedilla 163
        tcommaaccent 163 Tcaron 164 tcaron 165 Tbar 166 tbar 167 Utilde 168 utilde 169 Umacron 16A umacron 16B
        Ubreve 16C ubreve 16D Uring 16E uring 16F Udblacute 170 Uhungarumlaut 170 udblacute 171 uhungarumlaut 171
        Uogonek 172 uogonek 173 Wcircumflex 174 wcircumflex 175 Ycircumflex 176 ycircumflex 177 Ydieresis 178
        Zacute 179 zacute 17A Zdot 17B Zdotaccent 17B zdot 17C zdotaccent 17C Zcaron 17D zcaron 17E longs 17F slong 17F
        florin 192 Aringacute 1FA aringacute 1FB AEacute 1FC aeacute 1FD Oslashacute 1FE Ostrokeacute 1FE
        oslashacute 1FF ostrokeacute 1FF Scommaaccent 218 scommaaccent 219 dotlessj 237 circumflex 2C6 caron 2C7
        firsttonechinese 2C9 secondtonechinese 2CA fourthtonechinese 2CB ringhalfrightcentered 2D2
        ringhalfleftcentered 2D3 breve 2D8 dotaccent 2D9 ring 2DA ogonek 2DB ilde 2DC tilde 2DC hungarumlaut 2DD
        tonos 384 dialytikatonos 385 dieresistonos 385 Alphatonos 386 anoteleia 387 Epsilontonos 388 Etatonos 389
        Iotatonos 38A Omicrontonos 38C Upsilontonos 38E Omegatonos 38F iotadieresistonos 390 Alpha 391 Beta 392
        Gamma 393 Delta 394 Epsilon 395 Zeta 396 Eta 397 Theta 398 Iota 399 Kappa 39A Lambda 39B Mu 39C Nu 39D Xi 39E
        Omicron 39F Pi 3A0 Rho 3A1 Sigma 3A3 Tau 3A4 Upsilon 3A5 Phi 3A6 Chi 3A7 Psi 3A8 Omega 3A9 Iotadieresis 3AA
        Upsilondieresis 3AB alphatonos 3AC epsilontonos 3AD etatonos 3AE iotatonos 3AF upsilondieresistonos 3B0
        alpha 3B1 beta 3B2 gamma 3B3 delta 3B4 epsilon 3B5 zeta 3B6 eta 3B7 theta 3B8 iota 3B9 kappa 3BA lambda 3BB
        nu 3BD xi 3BE omicron 3BF pi 3C0 rho 3C1 sigma1 3C2 sigmafinal 3C2 sigma 3C3 tau 3C4 upsilon 3C5 phi 3C6
        chi 3C7 psi 3C8 omega 3C9 iotadieresis 3CA upsilondieresis 3CB omicrontonos 3CC upsilontonos 3CD omegatonos 3CE
        theta1 3D1 Upsilon1 3D2 Upsilonhooksymbol 3D2 phi1 3D5 omega1 3D6 epsilon1 3F5 afii10023 401 afii10051 402
        afii10052 403 afii10053 404 afii10054 405 afii10055 406 afii10056 407 afii10057 408 afii10058 409 afii10059 40A
        afii10060 40B afii10061 40C afii10062 40E afii10145 40F afii10017 410 afii10018 411 afii10019 412 afii10020 413
        afii10021 414 afii10022 415 afii10024 416 afii10025 417 afii10026 418 afii10027 419 afii10028 41A afii10029 41B
        afii10030 41C afii10031 41D afii10032 41E afii10033 41F afii10034 420 afii10035 421 afii10036 422 afii10037 423
        afii10038 424 afii10039 425 afii10040 426 afii10041 427 afii10042 428 afii10043 429 afii10044 42A afii10045 42B
        afii10046 42C afii10047 42D afii10048 42E afii10049 42F afii10065 430 afii10066 431 afii10067 432 afii10068 433
        afii10069 434 afii10070 435 afii10072 436 afii10073 437 afii10074 438 afii10075 439 afii10076 43A afii10077 43B
        afii10078 43C afii10079 43D afii10080 43E afii10081 43F afii10082 440 afii10083 441 afii10084 442 afii10085 443
        afii10086 444 afii10087 445 afii10088 446 afii10089 447 afii10090 448 afii10091 449 afii10092 44A afii10093 44B
        afii10094 44C afii10095 44D afii10096 44E afii10097 44F afii10071 451 afii10099 452 afii10100 453 afii10101 454
        afii10102 455 afii10103 456 afii10104 457 afii10105 458 afii10106 459 afii10107 45A afii10108 45B afii10109 45C
        afii10110 45E afii10193 45F afii10050 490 afii10098 491 afii57664 5D0 alef 5D0 afii57665 5D1 bet 5D1
        afii57666 5D2 gimel 5D2 afii57667 5D3 dalet 5D3 afii57668 5D4 he 5D4 afii57669 5D5 vav 5D5 afii57670 5D6
        zayin 5D6 afii57671 5D7 het 5D7 afii57672 5D8 tet 5D8 afii57673 5D9 yod 5D9 afii57674 5DA finalkaf 5DA
        afii57675 5DB kaf 5DB afii57676 5DC lamed 5DC afii57677 5DD finalmem 5DD afii57678 5DE mem 5DE afii57679 5DF
        finalnun 5DF afii57680 5E0 nun 5E0 afii57681 5E1 samekh 5E1 afii57682 5E2 ayin 5E2 afii57683 5E3 finalpe 5E3
        afii57684 5E4 pe 5E4 afii57685 5E5 finaltsadi 5E5 afii57686 5E6 tsadi 5E6 afii57687 5E7 qof 5E7 afii57688 5E8
        resh 5E8 afii57689 5E9 shin 5E9 afii57690 5EA tav 5EA cwm 200C hyphentwo 2010 figuredash 2012 endash 2013
        emdash 2014 afii00208 2015 horizontalbar 2015 bardbl 2016 dblverticalbar 2016 dbllowline 2017 quoteleft 2018
        quoteright 2019 quotesinglbase 201A quoteleftreversed 201B quotereversed 201B quotedblleft 201C
        quotedblright 201D quotedblbase 201E dagger 2020 daggerdbl 2021 bullet 2022 onedotenleader 2024
        twodotenleader 2025 twodotleader 2025 ellipsis 2026 afii61573 202C afii61574 202D afii61575 202E
        perthousand 2030 minute 2032 prime 2032 second 2033 primereversed 2035 guilsinglleft 2039 guilsinglright 203A
        referencemark 203B interrobang 203D overline 203E asterism 2042 fraction 2044 franc 20A3 afii08941 20A4
        lira 20A4 peseta 20A7 won 20A9 afii57636 20AA newsheqelsign 20AA sheqel 20AA dong 20AB Euro 20AC euro 20AC
        centigrade 2103 afii61248 2105 careof 2105 fahrenheit 2109 Ifraktur 2111 afii61289 2113 lsquare 2113
        afii61352 2116 numero 2116 weierstrass 2118 Rfraktur 211C prescription 211E recipe 211E telephone 2121
        trademark 2122 Ohm 2126 ohm 2126 angstrom 212B estimated 212E aleph 2135 onethird 2153 twothirds 2154
        oneeighth 215B threeeighths 215C fiveeighths 215D seveneighths 215E arrowleft 2190 arrowup 2191 arrowright 2192
        arrowdown 2193 arrowboth 2194 arrowupdn 2195 arrowupleft 2196 arrownortheast 2197 arrowupright 2197
        arrowdownright 2198 arrowsoutheast 2198 arrowdownleft 2199 mapsto 21A6 arrowupdnbse 21A8 arrowupdownbase 21A8
        carriagereturn 21B5 harpoonleftbarbup 21BC harpoonrightbarbup 21C0 arrowrightoverleft 21C4
        arrowupleftofdown 21C5 arrowleftoverright 21C6 arrowleftdblstroke 21CD arrowrightdblstroke 21CF
        arrowdblleft 21D0 arrowdblup 21D1 arrowdblright 21D2 dblarrowright 21D2 arrowdbldown 21D3 arrowdblboth 21D4
        dblarrowleft 21D4 forall 2200 universal 2200 partialdiff 2202 existential 2203 thereexists 2203 emptyset 2205
        increment 2206 gradient 2207 nabla 2207 element 2208 notelement 2209 notelementof 2209 suchthat 220B
        notcontains 220C product 220F summation 2211 minus 2212 minusplus 2213 divisionslash 2215 asteriskmath 2217
        bulletoperator 2219 radical 221A proportional 221D infinity 221E orthogonal 221F rightangle 221F angle 2220
        divides 2223 parallel 2225 notparallel 2226 logicaland 2227 logicalor 2228 intersection 2229 union 222A
        integral 222B dblintegral 222C contourintegral 222E therefore 2234 because 2235 ratio 2236 proportion 2237
        similar 223C tildeoperator 223C reversedtilde 223D asymptoticallyequal 2243 approximatelyequal 2245
        congruent 2245 approxequal 2248 allequal 224C approaches 2250 geometricallyequal 2251 approxequalorimage 2252
        imageorapproximatelyequal 2253 notequal 2260 equivalence 2261 notidentical 2262 lessequal 2264
        greaterequal 2265 lessoverequal 2266 greateroverequal 2267 lessmuch 226A muchless 226A greatermuch 226B
        muchgreater 226B notless 226E notgreater 226F notlessnorequal 2270 notgreaternorequal 2271
        lessorequivalent 2272 greaterorequivalent 2273 lessorgreater 2276 greaterorless 2277 notgreaternorless 2279
        precedes 227A follows 227B succeeds 227B notprecedes 2280 notsucceeds 2281 propersubset 2282 subset 2282
        propersuperset 2283 superset 2283 notsubset 2284 notsuperset 2285 reflexsubset 2286 subsetorequal 2286
        reflexsuperset 2287 supersetorequal 2287 subsetnotequal 228A supersetnotequal 228B circleplus 2295
        circlemultiply 2297 circleot 2299 tackleft 22A3 tackdown 22A4 perpendicular 22A5 righttriangle 22BF
        dotmath 22C5 star 22C6 logicalnotreversed 2310 revlogicalnot 2310 arc 2312 propellor 2318 integraltop 2320
        integraltp 2320 integralbottom 2321 integralbt 2321 option 2325 deleteright 2326 clear 2327 angleleft 2329
        angleright 232A blank 2422 visiblespace 2423 blacksquare 25A0 filledbox 25A0 H22073 25A1 whitesquare 25A1
        squarewhitewithsmallblack 25A3 squarehorizontalfill 25A4 squareverticalfill 25A5
        squareorthogonalcrosshatchfill 25A6 squareupperlefttolowerrightfill 25A7 squareupperrighttolowerleftfill 25A8
        squarediagonalcrosshatchfill 25A9 H18543 25AA blacksmallsquare 25AA H18551 25AB whitesmallsquare 25AB
        blackrectangle 25AC filledrect 25AC blackuppointingtriangle 25B2 triagup 25B2 whiteuppointingtriangle 25B3
        blackuppointingsmalltriangle 25B4 whiteuppointingsmalltriangle 25B5 blackrightpointingtriangle 25B6
        whiterightpointingtriangle 25B7 whiterightpointingsmalltriangle 25B9 blackrightpointingpointer 25BA
        triagrt 25BA blackdownpointingtriangle 25BC triagdn 25BC whitedownpointingtriangle 25BD
        whitedownpointingsmalltriangle 25BF blackleftpointingtriangle 25C0 whiteleftpointingtriangle 25C1
        whiteleftpointingsmalltriangle 25C3 blackleftpointingpointer 25C4 triaglf 25C4 blackdiamond 25C6
        whitediamond 25C7 whitediamondcontainingblacksmalldiamond 25C8 fisheye 25C9 lozenge 25CA bullseye 25CE
        H18533 25CF circlewithlefthalfblack 25D0 circlewithrighthalfblack 25D1 bulletinverse 25D8 invbullet 25D8
        whitecircleinverse 25D9 blacklowerrighttriangle 25E2 blacklowerlefttriangle 25E3 blackupperlefttriangle 25E4
        blackupperrighttriangle 25E5 openbullet 25E6 whitebullet 25E6 blackstar 2605 whitestar 2606 telephoneblack 260E
        whitetelephone 260F pointingindexleftwhite 261C pointingindexupwhite 261D pointingindexrightwhite 261E
        pointingindexdownwhite 261F yinyang 262F smileface 263A whitesmilingface 263A blacksmilingface 263B
        invsmileface 263B compass 263C sun 263C female 2640 venus 2640 earth 2641 male 2642 mars 2642 spade 2660
        spadesuitblack 2660 heartsuitwhite 2661 diamondsuitwhite 2662 club 2663 clubsuitblack 2663 spadesuitwhite 2664
        heart 2665 heartsuitblack 2665 diamond 2666 clubsuitwhite 2667 hotsprings 2668 quarternote 2669
        musicalnote 266A eighthnotebeamed 266B beamedsixteenthnotes 266C musicflatsign 266D musicsharpsign 266F
        angbracketleft 27E8 angbracketright 27E9 apple F8FF ff FB00 fi FB01 fl FB02 ffi FB03 ffl FB04
        """;
}
