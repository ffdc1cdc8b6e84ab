"""Common names of people in the Netherlands, and the words that are never taken for one; all folded, without accents.

Names that are also everyday words (Bakker, Mark, Wil) are not here: only a capital or a cue tells that they are meant.
"""

from bot.core.words.text import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(map(fold, text.split()))


FIRST_NAMES = _words("""
    aad aaron abdel abdelkader abdul abdullah adam adriaan adrian agnes ahmed ahmet aicha aisha albert alex
    alexander alexandra alexia ali alice alicia alina amanda amber amina amira amy ana anass andre andrea andrew
    andries angela anita anja anke ann anna anne anneke annelies annemarie annemieke annette annie anouk anthony
    antoine anton antonio antoon aria ariana arie arjan arjen arne arnold aron arthur ashley astrid aya ayoub ayse
    aysel ayşe aziz barbara bart bas bastiaan beatrix benjamin bernadette bernard bert bianca bilal bob boris bram
    bregje brian brigitte burak camiel carla carlo carlos carmen carolien carolina caroline catharina catherine cees
    celine cem chantal charles charlotte chris christa christiaan christian christina christine christopher cindy
    claire claudia cor corinne cornelia cornelis corrie daan dagmar daniel danielle danny daphne david debbie
    deborah deniz dennis derk desiree diana dick diederik dieuwke dilan dirk dominique donald dorien doris dorothy
    douglas duncan dylan ebru eduard edward edwin eefje eelco elif eline elisa elisabeth elise elizabeth ella ellen
    elly els emily emine emma emre eric erica erik erwin esmee esther eva evelien evert ewout ezgi fabian fadoua
    farah fatih fatiha fatima fatma femke ferdinand ferry fieke filip floris fouad francesca francis frank frans
    fred frederik freek frits froukje gabriel geert george gerard gerda gerrit gertjan gerwin gijs gina giovanni
    greetje gretha guido gulsen guus gülsen hafid hakan hakim hamid hamza hanan hanna hannah hanneke hannie hans
    harald harrie harry hasan hassan heidi hein helen helena hendrik hendrika henk henny henri henry herman hester
    hicham hidde hilde hubert hugo hussein ibrahim ilona ilse imane imran ineke inge ingeborg ingrid irene irma isa
    isabel isabella isabelle ismael ismail ivo jaap jacco jack jacob jacqueline jake jamal james jan jane janet
    janine janna janneke janny jasmijn jason jasper jayden jean jeanette jeffery jeffrey jelle jennifer jenny jeroen
    jesse jessica jetske jill jim jimmy jip joan joanna jochem joep johan johanna johannes john jolanda jonas
    jonathan joop joost jordy joris jos jose josef joseph josephine joshua joyce juan judith julia julian julie
    jurgen jurre justin karel karen karim karin karlijn kasper kate katherine kathleen katja kees kelly kemal
    kenneth kerem kevin khadija khalid kim klaas koen koos kris krista kristel kubra kyra kübra lana lars laura
    lauren laurens leah leendert leila lena lennart leo leon leonie leonora liam lida lieke liesbeth lilian linda
    lisa lisanne lisette liza lizzy loes lotte louis louisa louise lourens luca lucas lucia lucy luke luuk lydia
    maaike maarten maartje machteld madelon mandy manon manuel marc marcel marco margaret margo margot margreet
    margriet maria marian marianne marie marieke marija marije marijke marijn marina mario marion marit marjan
    marjolein marleen marlies marloes martha martijn martin martine marwa mary mathijs matthew matthias matthijs
    maud maurice maurits mehmet meike melanie melissa melvin menno merel merve meryem mette mia michael michel
    michelle michiel mieke miep mila milan milou mina minke miranda miriam mirjam mirte moana mohamed mohammad
    mohammed monica moniek monique mounir mourad murat mustafa myrthe nabil nadia nadine najat najib naomi natalie
    natascha nathan nawal nicholas nicolaas nicole niek niels nienke nils nina noah noor noortje nora nour nynke
    oktay olaf olga oliver olivia omar onno onur oscar osman otto oussama ozlem pamela pascal patricia patrick paul
    paula pauline peggy peter petra philip pien pieter pieternel pim quinten rachel rachid rachida rafael raj ramona
    randy rania raoul raymond rebecca redouan reinier reinout remco remi remy renate rene renee renske rianne
    ricardo richard rick rik rinus rita rob robbert robert robin roderik roel roeland roelof rogier roland rolf romy
    ron ronald ronny rosalie rosanne ruben rudi rudolf rutger ruth ryan saad sabine sabrina saida salma samantha
    samira samuel sander sandra sanne sara sarah saskia sebastiaan selim selma serdar sergio serkan sevda shanti
    sharon sheila shirley sibel siem sietske sigrid silvia simon simone sjaak sjoerd sjors sofia sofie sonja sophia
    sophie stan stefan stefanie steffie stephan stephanie steven stijn sude susan susanne suzan suzanne sven svenja
    sybren sylvia tamara tanja tanya tara tariq tessa teun teunis thea theo theodoor thijmen thijs thomas tieneke
    tijmen tijn tim timo timothy tineke tobias tom tomas tonnie toon truus tuba tugba ulrike umut ursula valentina
    valerie vanessa veerle vera victoria viktor vincent virginia volkan walid walter wendy werner wesley wessel
    wiebe wilhelmina willem willemien willemijn william wilma wim wouter xander yara yasemin yasin yasmin yasmina
    yassin yassine younes yousra youssef yunus yusuf yvette yvonne zakaria zara zehra zeynep zineb zoe zohra özlem
""")

SURNAMES = _words("""
    aalbers aarts abdi achterberg adams ahmadi akkerman alberts amrani anderson aslan aydin azzouzi baars bakkali
    baldewsingh balkenende bartels beekman benali bennani berends bergsma biesheuvel bijlsma boersma bosman bouali
    bouazza boukhari boutaher bouzid brands breukers brinkman broekhuizen bruggink bruijn bruinsma celik cetin chen
    christiaens claassen clarke coenen cooper cornelissen davies davis dekker demir derksen diepeveen dijkman
    dijkstra dikmans dogan driessen edwards elbers elsinga evans evers feenstra fernandes ferwerda franken garcia
    geerts gerritse gerritsen geurts ghafour goossens groeneveld haverkamp heijmans hendriks hendriksen hermans
    hermsen hoekstra hofman hofstra hoogendoorn horvath houtman hughes huijbers huisman huizinga idrissi jackson
    jacobs jansen janssen janssens johnson jones jongsma kamphuis kaya keijzer khan kilic klaassen kleijn kluivert
    kocak kooijman kooistra koopmans kowalczyk kowalski koç kramer kuijpers kuipers kumar lammers leenders lewis
    luijten martens martinez meijer meijerink meijers meyer michels mitchell mohan mulder nguyen nieuwenhuis nijhuis
    nijland noordhoff offermans oosterhof oosterhuis ozdemir ozturk peeters peters petersen phillips pietersen pinas
    postma ramdas ramdin ramkisoen rietdijk rietveld roberts robinson rodriguez roelofs romeijn rutten sahin
    scheffer schmidt scholten schouten schreurs schutte sharma singh smeets smit smith smits snijders soekhoe
    spijkerman steenbergen stevens stoffels tahiri taylor thijssen thompson timmer tuinstra tuncel turner uzun
    vandijk veenstra veldhuis verbeek verbruggen verhagen verhoeven vermeer vermeulen versteeg verweij vink vliet
    voskuil vriens wagenaar wang wessels westerhof westra wiersema wiersma wijnen willems willemsen williams wilson
    wolters wouters wright yildirim yildiz yilmaz zandstra zhang zijlstra zondervan öztürk
""")

PARTICLES = _words("van de der den ten ter te het von el al bin ibn la le du di da dos des")

TITLES = _words("mevrouw mevr mw meneer mijnheer heer dhr mr mrs ms miss mister sir madam dr prof drs ir juf meester")

COMMON_WORDS = TITLES | _words("""
    groetjes vriendelijke hartelijke beste geachte lieve hey heet heten namens regards kind sincerely cheers call
    noem aan al alle alleen als andere antwoord ben benieuwd benoemd betekent bezig bij bijna blij boek boeken
    bibliotheek bibliotheken bedankt cijfer cijfers daar dag dan dank dat de deel denk deze die dit doe doen doet
    door dus een eens elk elke en er erg even feit feiten ga gaan gaat gaf geef geen gegevens geinteresseerd geldt
    gemiddeld goed goede goedemiddag goedemorgen goedenavond graag groet groeten had hallo heb hebben heeft heel
    help hen het hier hoe hoeveel hoi hun ik in ieder iedereen is ja jaar je jij jou jouw jullie kan kent kom komen
    komt kun kunnen kunt laat lid lukt maak maar maken mag mee meer meeste meneer met mevrouw mij mijn minder moet
    moeten na naar namelijk nee niemand niet niks nog nooit nou nu of om omdat onder ons onze ook op over per
    procent samen scholen school sinds snap soms sorry staat stel te tegen ten tot tussen u uit uw van vanaf vanuit
    veel vertel via vind voor vraag vragen waar waarom wanneer waren was wat we weer weet wel welk welke werk werken
    werkt weten wie wij wil willen wilt wordt worden wou zal ze zeg zei zelf zich zie ziet zij zijn zo zoek zoeken
    zou zouden zonder januari februari maart april mei juni juli augustus september oktober november december
    nederland nederlandse nederlands maandag dinsdag woensdag donderdag vrijdag zaterdag zondag a about again all
    also am an and another any are as at be because been book books but by can could data dear did do does doing
    done each every figure figures for from get give good has have he hello her here hi his how i if im ive
    interested into it its just know libraries library like looking many may me mean more most much my name no not
    on one only or other our out percent please question said schools see she should since so some source sources
    tell than thank thanks that the their them then there these they this those to too under us were what when where
    which while who whose why will with work working would year years yes you your yours january february march june
    july august october dutch netherlands curious wondering student teacher librarian monday tuesday wednesday
    thursday friday saturday sunday docent leraar onderzoeker bibliothecaris journalist
""")
